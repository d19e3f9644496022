"""Rewritings that the adviser can apply: of the sentence under the pointer, or of the whole draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from coach.lsp import wording
from coach.lsp.documents import Document
from coach.lsp.findings import diagnostic
from coach.model import LEFT_TO_ADVISER, Reframed, Rewrite, Span

KINDS = (types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite)


def actions(
    document: Document,
    reframed: Reframed,
    asked: types.CodeActionParams,
    blanks: int,
    *,
    versioned: bool,
) -> list[types.CodeAction]:
    """Return what can be done at a place: each rewriting of its sentences, then the whole draft's.

    `blanks` is how many fields the draft would have to complete; `versioned` says whether the editor takes edits that
    name the version they were made for.
    """
    found: list[types.CodeAction] = []
    if _wanted(types.CodeActionKind.QuickFix, asked.context.only):
        found += _quick_fixes(document, reframed, document.places.span(asked.range), versioned=versioned)
    if reframed.passages and _wanted(types.CodeActionKind.RefactorRewrite, asked.context.only):
        best = [passage.rewrites[0] for passage in reframed.passages]
        edit = _edit(document, best, versioned=versioned)
        found.append(types.CodeAction(wording.all_title(blanks), kind=types.CodeActionKind.RefactorRewrite, edit=edit))
    return found


def _quick_fixes(document: Document, reframed: Reframed, place: Span, *, versioned: bool) -> Iterator[types.CodeAction]:
    for passage in reframed.passages:
        # A pointer that rests on the first or the last character is on the sentence.
        if passage.span.start > place.end or passage.span.end < place.start:
            continue
        answers = [diagnostic(document, finding) for finding in passage.findings]
        # The sentence quoted for the adviser to redo is nothing that could be applied.
        rewrites = [one for one in passage.rewrites if one.kind != LEFT_TO_ADVISER]
        for number, rewrite in enumerate(rewrites):
            yield types.CodeAction(
                wording.rewrite_title(rewrite),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=answers,
                is_preferred=True if number == 0 else None,
                edit=_edit(document, [rewrite], versioned=versioned),
            )


def _wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Tell whether the editor asks for a kind: by its name, or by what its name begins with."""
    return only is None or any(each in ("", kind) or kind.startswith(f"{each!s}.") for each in map(_name, only))


def _name(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _edit(document: Document, rewrites: Sequence[Rewrite], *, versioned: bool) -> types.WorkspaceEdit:
    """Return the change that puts rewritings in their places, as `Reframed.written` does."""
    edits: list[types.TextEdit] = []
    done = 0
    for rewrite in rewrites:
        # Two sentences taken out side by side both claim the blanks between them.
        span = Span(max(done, rewrite.span.start), rewrite.span.end)
        edits.append(types.TextEdit(document.places.range(span), rewrite.text))
        done = span.end
    if not versioned:
        return types.WorkspaceEdit(changes={document.uri: edits})
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri=document.uri, version=document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, list(edits))])

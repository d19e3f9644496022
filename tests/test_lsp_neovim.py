"""The language server under a real editor: Neovim, headless, with the settings that the README gives."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="demande pygls (extra « editor »)")

from coach import Coach

NVIM = shutil.which("nvim")
ROOT = Path(__file__).parents[1]
DRAFT = "Bonjour Madame Roy 😀,\n\n👋🏽 Vous auriez dû lire la notice. Je vous écris demain.\n"
# Waits for the diagnostics, takes the first quick fix of the sentence, and writes down what it saw.
SCRIPT = """
local out = { diagnostics = {}, actions = {} }
vim.cmd("edit brouillon.md")
local buffer = vim.api.nvim_get_current_buf()
out.waited = vim.wait(120000, function() return #vim.diagnostic.get(buffer) > 0 end, 50)
for _, one in ipairs(vim.diagnostic.get(buffer)) do
  local line = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, true)[1]
  table.insert(out.diagnostics, { code = one.code, words = line:sub(one.col + 1, one.end_col) })
end
local params = {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = { start = { line = 2, character = 12 }, ["end"] = { line = 2, character = 12 } },
  context = { diagnostics = {}, only = { "quickfix" } },
}
local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, 60000)
for id, answer in pairs(answers or {}) do
  for _, action in ipairs(answer.result or {}) do table.insert(out.actions, action.title) end
  local client = vim.lsp.get_client_by_id(id)
  vim.lsp.util.apply_workspace_edit(answer.result[1].edit, client.offset_encoding)
end
out.lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, true)
vim.wait(60000, function() return #vim.diagnostic.get(buffer) == 0 end, 50)
out.left = #vim.diagnostic.get(buffer)
local file = io.open("vu.json", "w")
file:write(vim.json and vim.json.encode(out) or vim.fn.json_encode(out))
file:close()
vim.cmd("qall!")
"""


def settings_of_readme() -> str:
    """Return what the README tells users of Neovim to write, on the present interpreter."""
    readme = (ROOT / "README.md").read_text("utf-8")
    (lua,) = re.findall(r"^```lua\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    command = json.dumps([sys.executable, "-m", "coach", "lsp"])[1:-1]
    assert '"coach", "lsp"' in lua
    return str(lua).replace('"coach", "lsp"', command)


@pytest.mark.skipif(NVIM is None, reason="Neovim n’est pas installé sur cette machine")
def test_neovim_shows_the_findings_and_applies_a_rewriting(tmp_path: Path) -> None:
    (tmp_path / "brouillon.md").write_text(DRAFT, "utf-8")
    (tmp_path / "init.lua").write_text(settings_of_readme(), "utf-8")
    (tmp_path / "essai.lua").write_text(SCRIPT, "utf-8")
    done = subprocess.run(
        [str(NVIM), "--headless", "-u", "init.lua", "-c", "luafile essai.lua"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (tmp_path / "vu.json").exists(), done.stdout + done.stderr
    seen = json.loads((tmp_path / "vu.json").read_text("utf-8"))
    report = Coach().check(DRAFT)
    assert [(one["code"], one["words"]) for one in seen["diagnostics"]] == [
        (one.rule, one.text) for one in report.findings
    ]
    assert seen["actions"]
    assert "\n".join([*seen["lines"], ""]) == Coach().reframe(DRAFT).best
    assert seen["left"] == 0

"""The look of the page: light and dark, narrow and wide, and on paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root{--page:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--box:#f6f8fa;--link:#0b57b0;--s3:#b3261e;--s2:#a65c00;
--s1:#2a6f97;--good:#1a7f37;--calm:#6b7f99}
@media (prefers-color-scheme:dark){:root{--page:#14171b;--ink:#e6e9ed;--soft:#a0a9b4;--line:#39414b;--box:#1d2228;
--link:#7cb7ff;--s3:#ff8a80;--s2:#f0b35e;--s1:#7cc4e8;--good:#6fd08c;--calm:#8fa3bd}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:60rem;background:var(--page);color:var(--ink);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.8rem;margin:.5rem 0}
h2{font-size:1.35rem;margin:2.2rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
h3{font-size:1.08rem;margin:1.2rem 0 .3rem}
a{color:var(--link)}
.skip{position:absolute;left:-999rem}.skip:focus{position:static}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1rem;padding:0;list-style:none}
.note,figcaption,caption{color:var(--soft)}
.note{border-left:.25rem solid var(--s2);padding-left:.7rem}
figure{margin:1rem 0}
svg{width:100%;height:auto;max-width:44rem;display:block}
svg text{fill:var(--ink);font-size:13px}svg .small{fill:var(--soft);font-size:12px}
.axis{stroke:var(--soft)}.whisker{stroke:var(--ink);stroke-width:1.5}
.bar{fill:var(--calm)}.s3{fill:var(--s3)}.s2{fill:var(--s2)}.s1{fill:var(--s1)}
.limit{fill:none;stroke:var(--soft)}.near{stroke-dasharray:5 4}.far{stroke-dasharray:1 3}
.team{stroke:var(--link);stroke-width:1.5}
.dot{fill:var(--calm);stroke:var(--page)}.out{fill:var(--s3)}.good{fill:var(--good)}.cell{fill:var(--link)}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;min-width:100%;font-size:.93rem;overflow-wrap:normal}
caption{text-align:left;padding:.3rem 0}
th,td{padding:.35rem .7rem .35rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;
font-variant-numeric:tabular-nums}
tbody th{font-weight:500}
.quote{background:var(--box);border-left:.25rem solid var(--calm);padding:.6rem .9rem;margin:.7rem 0}
.quote blockquote{margin:0;font-size:1.03rem}.quote p{margin:.3rem 0}.quote ul{margin:.2rem 0}
.instead{color:var(--good);font-weight:600}
@media print{:root{--page:#fff;--ink:#000;--soft:#444;--line:#bbb;--box:#fff}
body{max-width:none;padding:0;font-size:10.5pt}
nav,.skip{display:none}.quote,tr,figure,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}.wide{overflow:visible}}
"""

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
.sub{margin:0;color:var(--soft)}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1rem;padding:0;list-style:none}
nav a{display:inline-block;padding:.25rem 0}
.note,figcaption,caption,.small{color:var(--soft)}
.small{font-size:.93rem;margin:.1rem 0}
.note{border-left:.25rem solid var(--s2);padding-left:.7rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.7rem;margin:1rem 0}
.tiles div{background:var(--box);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem}
.tiles dt{color:var(--soft);font-size:.93rem}
.tiles dd{margin:0;font-size:1.6rem;font-weight:600;font-variant-numeric:tabular-nums}
.tiles .small{font-size:.9rem;font-weight:400;display:inline-block;line-height:1.3}
figure{margin:1rem 0}
.pair,.panels{display:grid;gap:0 1rem;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:0 2.5rem}
.plot{max-width:30rem}.plot figcaption{font-weight:600;color:var(--ink);margin-bottom:.4rem}
svg{width:100%;height:auto;display:block}
svg text{fill:var(--ink);font-size:12.5px}svg .small{fill:var(--soft);font-size:12px}
svg .share{font-weight:700}
svg .share,svg .name{paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}
.axis{stroke:var(--soft)}.whisker{stroke:var(--ink);stroke-width:1.5}
.bar{fill:var(--calm);fill-opacity:.5;stroke:var(--calm)}.bar.s3{fill:var(--s3);stroke:var(--s3)}
.bar.now{fill:var(--link);stroke:var(--link)}.bar.s2{fill:var(--s2);stroke:var(--s2)}.bar.s1{fill:var(--s1);stroke:var(--s1)}
.limit{fill:none;stroke:var(--soft)}.near{stroke-dasharray:5 4}.far{stroke-dasharray:1 3}
.team{stroke:var(--link);stroke-width:1.5}.way{fill:none;stroke:var(--calm);stroke-width:1.5}
.dot{fill:var(--calm);stroke:var(--page)}.out{fill:var(--s3)}.good{fill:var(--good)}.now{fill:var(--link)}
.cell{fill:var(--link)}
details{margin:.6rem 0}summary{cursor:pointer;color:var(--link);padding:.25rem 0}
.wide{overflow-x:auto;margin:1rem 0}details .wide{margin:.2rem 0}
details caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
table{border-collapse:collapse;min-width:100%;font-size:.93rem;overflow-wrap:normal}
caption{text-align:left;padding:.3rem 0}
th,td{padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;
font-variant-numeric:tabular-nums;min-width:4.5rem}
.brief{white-space:nowrap}.long{overflow-wrap:anywhere}
@media (max-width:52rem){.brief{white-space:normal}th,td{padding-right:.6rem;min-width:0}}
@media screen and (max-width:36rem){.cards,.cards caption,.cards tbody,.cards tr,.cards tbody th{display:block}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{border-bottom:1px solid var(--line);padding:.4rem 0}
.cards tbody th,.cards td{border:0;padding:.1rem 0}.cards tbody th{font-weight:600}
.cards td{display:grid;grid-template-columns:minmax(7rem,38%) 1fr;gap:.6rem}
.cards td::before{content:attr(data-of);color:var(--soft)}}
tbody th{font-weight:500}
.quotes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr));gap:.7rem;margin:.6rem 0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr));gap:0 .9rem}
.pair .quotes{grid-template-columns:1fr}
.quote{background:var(--box);border-left:.25rem solid var(--calm);padding:.6rem .9rem;margin:0}
.quote figcaption{font-size:.88rem;margin:.2rem 0}
.quote blockquote{margin:0;font-size:1.03rem}.quote p{margin:.3rem 0}.quote ul{margin:.2rem 0;padding-left:1.2rem}
.instead{color:var(--good);font-weight:600}
@page{size:A4;margin:12mm}
@media print{:root{--page:#fff;--ink:#000;--soft:#444;--line:#bbb;--box:#fff;--link:#0b57b0;--s3:#b3261e;--s2:#a65c00;
--s1:#2a6f97;--good:#1a7f37;--calm:#6b7f99}
html{font-size:10pt}body{max-width:none;padding:0}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
nav,.skip{display:none}.quote,tr,figure,.tiles,h2,h3{break-inside:avoid}h2,h3,summary,caption,article>.small{break-after:avoid}
.wide{overflow:visible}.brief{white-space:normal}
table{font-size:.85rem}th,td{min-width:0;padding-right:.6rem}.panels{display:block}.plot{max-width:24rem}
/* What is folded on a screen is open on paper. */
details::details-content{content-visibility:visible;block-size:auto;height:auto}summary{color:var(--ink)}}
"""

# A sheet for the debriefing holds on one page of paper.
SHEET_STYLE: Final = """
body{max-width:50rem}
h2{margin:1rem 0 .3rem;padding-top:.3rem;font-size:1.15rem}h3{margin:.5rem 0 .1rem;font-size:1rem}
p{margin:.3rem 0}
.beside{max-width:28rem;margin:.5rem 0}.beside figcaption{font-size:.93rem}
.blank{height:5rem;background:repeating-linear-gradient(transparent 0 1.6rem,var(--line) 1.6rem calc(1.6rem + 1px))}
@media print{@page{margin:9mm 11mm}
html{font-size:8pt}body{max-width:none;line-height:1.3}h1{font-size:1.7rem;margin:0}
h2{margin:.5rem 0 .15rem;padding-top:.2rem;font-size:1.3rem}h3{font-size:1.1rem;margin:.3rem 0 0}
.tiles{grid-template-columns:repeat(3,1fr);margin:.4rem 0}.tiles div{padding:.25rem .6rem}.tiles dd{font-size:1.3rem}
.quotes{grid-template-columns:1fr 1fr;margin:.2rem 0;gap:.4rem}.quote{padding:.2rem .6rem}
.quote p,.quote ul{margin:.05rem 0}.quote blockquote{font-size:1em}
ul{margin:.1rem 0}p{margin:.15rem 0}.beside{max-width:22rem;margin:.2rem 0}
.pair,.panels{display:grid;gap:0 1rem;grid-template-columns:repeat(2,1fr)}
.pair .quotes{grid-template-columns:1fr}.blank{height:4rem}
.quote .instead,.quote ul,.quote li{display:inline;padding:0}.quote li{margin-left:.4em}
article h3,article>.small{display:inline;margin-right:.6em}}
"""

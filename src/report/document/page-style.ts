/** The look of a report: one column of text, wide tables and pictures scroll by themselves, light, dark and paper. */
export const pageStyle: string = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--quiet:#57606a;--rule:#d0d7de;--fill:#f3f5f8;--link:#0057a8}
@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--quiet:#9aa4af;--rule:#3a424c;--fill:#161c25;--link:#79b8ff}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:92rem;padding:1rem clamp(1rem,4vw,3rem) 4rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:1rem 0}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;border-bottom:1px solid var(--rule);padding-bottom:.3rem}
p,ul{max-width:75ch}
.answer{font-size:1.1rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;max-width:none}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.82rem;line-height:1.35;overflow-wrap:normal}
caption{text-align:left;color:var(--quiet);padding-bottom:.4rem}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
tbody th,td{white-space:nowrap}
thead th{background:var(--fill);vertical-align:bottom}
tbody th{font-weight:500}
.number{text-align:right;font-variant-numeric:tabular-nums}
.figures{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
.figures figure{flex:0 1 auto;max-width:100%}
figure{margin:1rem 0;max-width:100%}
figure svg{display:block;height:auto;border:1px solid var(--rule);border-radius:6px}
summary{cursor:pointer;color:var(--link);padding:.35rem 0;font-size:.9rem}
pre{overflow-x:auto;background:var(--fill);border:1px solid var(--rule);border-radius:6px;padding:.75rem 1rem;font:.85rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (max-width:40rem){.number{padding-left:.35rem}figure .scroll svg{width:auto}}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--rule:#bbb;--fill:#f3f3f3;--link:#000}
body{max-width:none;padding:0;font-size:.8rem}
nav,.skip,summary{display:none}
details::details-content{content-visibility:visible;block-size:auto}
.scroll{overflow:visible}
table{font-size:.55rem}
th,td{padding:.1rem .25rem;white-space:normal}
figure svg{max-width:100%}
figure,tr{break-inside:avoid}
h2{break-after:avoid}
}`.trim();

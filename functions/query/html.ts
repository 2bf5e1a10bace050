/** Pages for people: no script, no other host, one style sheet that the policy names by its digest. */
import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { Answer } from './endpoint.ts'

const style = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
pre{overflow-x:auto;font-size:.85em}
.flow{columns:14rem;padding-left:1.2rem}
section{margin-bottom:2.5rem}
nav ul{list-style:none;padding-left:.75rem;margin:0}
nav p{margin:.5rem 0 0}
@media(min-width:80rem){
body:has(>nav){max-width:none;display:grid;grid-template-columns:24rem minmax(0,62rem);gap:2rem}
nav{position:sticky;top:0;max-height:100vh;overflow:auto;font-size:.85rem}}
code{font-family:ui-monospace,monospace;font-size:.95em;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.25rem 1rem .25rem 0;border-bottom:1px solid #8886}`

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export type Html = ReturnType<typeof html>

export async function page(title: string, body: Html): Promise<Answer> {
  const document = await html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Routewatch</title><style>${raw(style)}</style></head>
<body>${await body}</body>
</html>
`
  return { body: String(document), headers: { 'content-security-policy': policy } }
}

/** Text in which code stands between backticks. */
export function prose(text: string): Html[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}

export function table(rows: readonly (readonly Html[])[]): Html {
  const cells = (row: readonly Html[]) => row.map((cell) => html`<td>${cell}</td>`)
  return html`<table>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</table>`
}

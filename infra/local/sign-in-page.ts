import { createHash } from 'node:crypto'

/** The page of the local issuer: one button for each agency, in place of a name, a password and a second factor. */

export type Offered = { agencyId: string; name: string; isSuspended: boolean }

const style = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
ul { list-style: none; padding: 0 }
button { font: inherit; width: 100%; min-height: 2.75rem; margin: .25rem 0; padding: .5rem 1rem; text-align: start }`

const hash = createHash('sha256').update(style).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  // A form of a page without a referrer would come from nowhere.
  'referrer-policy': 'same-origin',
}

export function signInPage(offered: readonly Offered[]): string {
  const buttons = offered
    .filter(({ isSuspended }) => !isSuspended)
    .map(
      ({ agencyId, name }) =>
        `<li><button name="agency" value="${escaped(agencyId)}"><strong>${escaped(agencyId)}</strong> ${escaped(name)}</button></li>`,
    )
  return page(
    'Sign in to this local host',
    buttons.length === 0
      ? '<p>No agency is registered here yet. <code>npm run demo</code> registers some.</p>'
      : `<p>Choose the agency to look as. On AWS, Cognito asks for a user, a password and a second factor here.</p>
<form method="post"><ul>${buttons.join('\n')}</ul></form>`,
  )
}

export const refusalPage = (why: string): string => page('Not signed in', `<p>${escaped(why)}</p>`)

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')

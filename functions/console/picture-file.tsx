/** A picture of a page as a file of its own: SVG that carries its style with it. */
import { raw } from 'hono/html'
import type { Ctx } from '../http/app.ts'
import { assets } from './assets.ts'
import type { Node, OwnParameter } from './page.ts'

export const pictureParameter: OwnParameter = { name: 'picture', holds: (value) => value === 'svg' }

export async function asPictureFile(c: Ctx, title: string, picture: Node): Promise<Response> {
  const drawn = String(await picture)
  const style = String(<style>{raw(assets.css.text.replaceAll('<', '\\3c '))}</style>)
  const text = drawn
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace(/^(<svg[^>]*>)/, `$1${style}`)
  const name = title
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()
  return c.body(text, 200, {
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-disposition': `attachment; filename="${name || 'picture'}.svg"`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
}

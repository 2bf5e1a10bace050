/** What is shown as a file, for a browser that has a session and no token: what the API answers this reader. */
import { Refused } from '../http/problems.ts'
import { limitMax } from '../query/forms.ts'
import type { Reader } from './page.ts'
import { Declined } from './reading.ts'

/** A function may answer with 6 MB as one JSON string; letters beyond ASCII are longer there. */
const bytesMax = 4_000_000

type Fetch = (request: Request) => Promise<Response>

/**
 * Rows of CSV and NDJSON go on from page to page until the file is full. The other forms are one document a page: they hold the
 * first page, as long as the API makes one. Throws `Declined` for what the API refuses, 404 for what is none of its paths.
 */
export async function take(
  path: string,
  search: string,
  reader: Reader | undefined,
  fetch: Fetch,
): Promise<Response> {
  if (!path.startsWith('/v1/')) throw new Refused('not-found', 'There is nothing here.')
  const headers = { purpose: 'console', ...(reader && { authorization: `Bearer ${reader.accessToken}` }) }
  const read = async (url: URL) => {
    const answered = await fetch(new Request(url, { headers }))
    if (answered.status !== 200) throw await Declined.from(answered)
    return { answered, text: await answered.text() }
  }
  const url = new URL(`${path}${search}`, 'http://console')
  // Lists alone are of one segment: a card has no limit.
  const isList = path.split('/').length === 3
  if (isList && !url.searchParams.has('limit')) url.searchParams.set('limit', String(limitMax))
  let page = await read(url)
  const first = page.answered
  const texts = [page.text]
  const type = first.headers.get('content-type') ?? ''
  const header = type.startsWith('text/csv') ? page.text.slice(0, page.text.indexOf('\n') + 1) : ''
  const goesOn = header !== '' || type.startsWith('application/x-ndjson')
  for (let bytes = page.text.length; goesOn && bytes < bytesMax; bytes += page.text.length) {
    const next = nextOf(page.answered)
    if (next === undefined) break
    page = await read(new URL(next, url))
    texts.push(page.text.slice(header.length))
  }
  const disposition = first.headers.get('content-disposition') ?? 'attachment'
  return new Response(texts.join(''), {
    headers: { 'content-type': type, 'content-disposition': disposition },
  })
}

const nextOf = ({ headers }: Response): string | undefined =>
  /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1]

import type { Bucket } from './buckets.ts'

/** S3 answers in XML. */

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'

export const refusalText = (code: string, message: string): string =>
  `${head}<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`

export type ListQuery = { prefix: string; after: string; max: number }

/** One page of a bucket's objects, with the token of the next page where there is one. */
export function listing(bucket: Bucket, { prefix, after, max }: ListQuery): string {
  const start = Buffer.from(after)
  const keys = bucket
    .keys()
    .filter((key) => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), start) > 0)
  const page = keys.slice(0, max)
  const last = page.at(-1)
  const more = keys.length > page.length && last !== undefined
  const token = more ? Buffer.from(last).toString('base64url') : undefined
  const contents = page.flatMap((key) => {
    const found = bucket.get(key)
    if (!found) return []
    return element(
      'Contents',
      text('Key', key) +
        text('LastModified', found.modified.toISOString()) +
        text('ETag', found.etag) +
        text('Size', String(found.bytes.length)) +
        text('StorageClass', 'STANDARD'),
    )
  })
  return `${head}<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${[
    text('Prefix', prefix),
    text('MaxKeys', String(max)),
    text('KeyCount', String(contents.length)),
    text('IsTruncated', String(more)),
    ...(token === undefined ? [] : [text('NextContinuationToken', token)]),
    ...contents,
  ].join('')}</ListBucketResult>`
}

const element = (name: string, inner: string): string => `<${name}>${inner}</${name}>`
const text = (name: string, value: string): string => element(name, escaped(value))

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}
const escaped = (value: string): string => value.replace(/[&<>"\r]/g, (found) => entities[found] ?? found)

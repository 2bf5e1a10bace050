/** Cuts streamed JSON into its parts without holding the whole: the elements of an array, or the lines of NDJSON. */
type Chunks = AsyncIterable<string>

/** Thrown for text that is not what the file's name promises; `where` is for the person who fixes the file. */
export class MalformedFile extends Error {
  constructor(where: string, options?: ErrorOptions) {
    super(where, options)
    this.name = 'MalformedFile'
  }
}

/** The raw text of each element of one JSON array. Numbers and spellings stay as they were written. */
export async function* elements(chunks: Chunks): AsyncGenerator<string> {
  let state = 'before' as 'before' | 'inside' | 'after'
  let depth = 0
  let inString = false
  let escaped = false
  let kept = ''
  let count = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      const sign = chunk.charAt(at)
      if (inString) {
        if (escaped) escaped = false
        else if (sign === '\\') escaped = true
        else if (sign === '"') inString = false
      } else if (state !== 'inside') {
        if (/\s/.test(sign)) continue
        if (state === 'after' || sign !== '[') throw new MalformedFile('not one JSON array')
        state = 'inside'
        from = at + 1
      } else if (sign === '"') inString = true
      else if (sign === '[' || sign === '{') depth++
      else if (depth > 0 && (sign === ']' || sign === '}')) depth--
      else if (depth === 0 && (sign === ',' || sign === ']')) {
        const text = (kept + chunk.slice(from, at)).trim()
        // Only `[]` may be empty; the empty text of `[1,]` and `[,1]` fails with whoever parses it.
        if (text !== '' || sign === ',' || count > 0) yield text
        count++
        kept = ''
        from = at + 1
        if (sign === ']') state = 'after'
      }
    }
    if (state === 'inside') kept += chunk.slice(from)
  }
  if (state !== 'after')
    throw new MalformedFile(state === 'before' ? 'not one JSON array' : 'the JSON array does not end')
}

/** The lines that hold something, with their number in the file. */
export async function* lines(chunks: Chunks): AsyncGenerator<{ number: number; text: string }> {
  let kept = ''
  let number = 0
  for await (const chunk of chunks) {
    const parts = (kept + chunk).split('\n')
    kept = parts.pop() ?? ''
    for (const part of parts) {
      number++
      if (part.trim() !== '') yield { number, text: part.trim() }
    }
  }
  if (kept.trim() !== '') yield { number: number + 1, text: kept.trim() }
}

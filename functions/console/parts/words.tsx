/** Words of others exactly as they were given, to the last character, in the language that they are in. */
import { raw } from 'hono/html'

/** A reader of HTML takes a bare carriage return for a line feed: only this reference keeps it. */
const carriageReturn = raw('&#13;')

export function Words({ text, lang }: { text: string; lang: string }) {
  const pieces = text.split('\r')
  return (
    <blockquote class="prose words" lang={lang} dir="auto">
      {pieces.map((piece, index) => (
        <>
          {index > 0 && carriageReturn}
          {piece}
        </>
      ))}
    </blockquote>
  )
}

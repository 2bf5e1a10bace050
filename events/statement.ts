/** Statements: what a delegation said, in its own words and language. */
import * as z from 'zod'
import { occurred } from './dates.ts'
import { delegation, fullEnvelope, namingEnvelope, url } from './envelope.ts'
import { slug, subject } from './ids.ts'
import { once } from './once.ts'
import { segment } from './session.ts'
import { strict, together, unique } from './strict.ts'
import { label, note, prose, title } from './text.ts'

const textRef = z.union([
  url,
  strict({
    url,
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hexadecimal digits in lower case' })
      .optional(),
  }),
])

const deliveredShape = {
  ...fullEnvelope,
  sessionId: slug,
  delegation,
  onBehalfOf: title.optional(),
  speakerOffice: title,
  segment: segment.optional(),
  agendaItem: title.optional(),
  occurred,
  themes: unique(label, { max: 50 }),
  text: prose(60_000).optional(),
  textRef: textRef.optional(),
  summary: note.optional(),
}

export const statementDelivered = once(() =>
  strict(deliveredShape).check(
    together<z.output<z.ZodObject<typeof deliveredShape>>>(
      ['text', 'textRef'],
      ({ text, textRef: reference }) => (text === undefined) !== (reference === undefined),
      'text',
      { code: 'exactly-one', detail: 'exactly one of text and textRef must be given' },
    ),
  ),
)

/** Never replaces the words: it annotates. */
export const statementCorrected = once(() =>
  strict({ annotation: note, reason: note.optional(), ...namingEnvelope }),
)

/** Links a statement to what it speaks of. */
export const statementAssertionExtracted = once(() =>
  strict({
    text: note,
    about: unique(subject, { min: 1, max: 50 }),
    ...fullEnvelope,
  }),
)

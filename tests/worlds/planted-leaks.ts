/** Leaks put into the product on purpose: each must tell two worlds apart within so many pairs. */
import type { Planted } from '../simulation/planted-in-recording.ts'

/** In what a reader is shown. */
const inReading: readonly Planted[] = [
  {
    name: 'a sum holds what another agency keeps for itself',
    file: 'functions/query/totals.ts',
    from: 'chainOf(label).map(',
    to: "[...new Set([...chainOf(label), 'participants/kz-moi'])].map(",
    within: 40,
    shows: /GET/,
  },
  {
    name: 'a proof for whoever asks',
    file: 'functions/query/log.ts',
    from: 'if (!isSeen)',
    to: 'if (!isSeen && !leaf)',
    within: 40,
    shows: /GET \/v1\/log\/proof/,
  },
  {
    name: 'the page beyond counts what is hidden',
    file: 'functions/query/events.ts',
    from: 'const after = rest[items.length]',
    to: 'const after = rest[items.length] ?? (reading.commits.length > seen.length ? rest.at(-1) : undefined)',
    within: 80,
    shows: /GET \/v1\/subjects/,
  },
  {
    name: 'a cursor serves whoever has it',
    file: 'functions/query/app.ts',
    from: 'JSON.stringify([caller.label, path,',
    to: 'JSON.stringify([path,',
    within: 40,
    shows: /GET .*cursor=<cursor>/,
  },
]

/** In what a poster is answered. */
const inRecording: readonly Planted[] = [
  {
    name: 'what is referred to need not be visible',
    file: 'functions/recording/record.ts',
    from: 'sees(reader, reading.exists(subject, part))',
    to: 'reading.exists(subject, part).length > 0',
    within: 60,
    shows: /POST/,
  },
  {
    name: 'a subject is missing only where nobody sees it',
    file: 'functions/recording/record.ts',
    from: '&& !existsAmong(seen))',
    to: '&& reading.commits.length === 0)',
    within: 60,
    shows: /POST/,
  },
  {
    name: 'the receipt counts what is hidden',
    file: 'functions/recording/draft.ts',
    from: 'version: after.seenBy(reader).length',
    to: 'version: after.stream.length',
    within: 10,
    shows: /POST/,
  },
  {
    name: 'the validator covers what is hidden',
    file: 'functions/recording/record.ts',
    from: 'const etag = etagOf(draft.after.seenBy(reader))',
    to: 'const etag = etagOf(draft.after.stream as never)',
    within: 10,
    shows: /POST/,
  },
]

export const plantedLeaks: readonly Planted[] = [...inReading, ...inRecording]

/** Leaks put into the product on purpose: each must tell two worlds apart within so many pairs. */
import type { Planted } from '../simulation/planted-in-recording.ts'

/** In what a reader is shown. */
const inReading: readonly Planted[] = [
  {
    name: 'references are not left out',
    file: 'functions/query/present.ts',
    from: 'prune(body, visibleAmong(cards))',
    to: 'prune(body, () => true)',
    within: 40,
    shows: /GET/,
  },
  {
    name: 'routes in statistics are not looked up',
    file: 'functions/query/statistics.ts',
    from: 'all.filter(({ route, leg }) => isVisible(',
    to: 'all.filter(({ route, leg }) => true || isVisible(',
    within: 60,
    shows: /GET \/v1\/statistics/,
  },
  {
    name: 'a proof for whoever asks',
    file: 'functions/query/log.ts',
    from: 'if (!isSeen)',
    to: 'if (!isSeen && !leaf)',
    within: 10,
    shows: /GET \/v1\/log\/proof/,
  },
  {
    name: 'the page beyond counts what is hidden',
    file: 'functions/query/events.ts',
    from: 'const after = rest[items.length]',
    to: 'const after = rest[items.length] ?? (reading.commits.length > seen.length ? rest.at(-1) : undefined)',
    within: 10,
    shows: /GET \/v1\/subjects/,
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
    name: 'a name is compared with all that there are',
    file: 'functions/recording/lookups.ts',
    from: 'const reader = ownLabel(poster)',
    to: "const reader = ownLabel({ agencyId: 'kz-moi', kind: 'participating-state' })",
    within: 60,
    shows: /POST/,
  },
]

export const plantedLeaks: readonly Planted[] = [...inReading, ...inRecording]

/** Defects of recording and of who sees what, each to be found within so many seeds and by what it does. */

export type Planted = {
  name: string
  file: string
  /** Stands once in the file, and is replaced. */
  from: string
  to: string
  /** Found by then, counted from seed 1. */
  within: number
  /** What is then wrong. */
  shows: RegExp
}

const leak = /holds (kanari|[0-9a-f]{8}-|rx|ax|nx)/

export const plantedInRecording: readonly Planted[] = [
  {
    name: 'no idempotency',
    file: 'functions/recording/record.ts',
    from: 'repeatIn(reading.commits, event, candidate.subject)',
    to: 'repeatIn([], event, candidate.subject)',
    within: 30,
    shows: /is stored \d+ times/,
  },
  {
    name: 'another content under the same id',
    file: 'functions/recording/repeat.ts',
    from: 'sameContent(payload, payloadFrom(event))',
    to: '(sameContent(payload, payloadFrom(event)) || true)',
    within: 30,
    shows: /with other content/,
  },
  {
    name: 'acknowledged before it is written',
    file: 'functions/recording/record.ts',
    from: "await needs.ledger.append(commit)) === 'taken'",
    to: "needs.ledger.append(commit).then(String, String)) === ('taken' as unknown)",
    within: 30,
    shows: /was acknowledged and is not stored/,
  },
  {
    name: 'append without its condition',
    file: 'functions/ledger/memory.ts',
    from: 'const stream = streams.get(commit.subject) ?? []',
    to: 'const stream = (streams.get(commit.subject) ?? []).filter((c) => c.sequence !== commit.sequence)',
    within: 200,
    shows: /was acknowledged and is not stored/,
  },
  {
    name: 'version check skipped',
    file: 'functions/recording/record.ts',
    from: '!ifMatchHolds(precondition,',
    to: 'ifMatchHolds("",',
    within: 300,
    shows: /was recorded on another version/,
  },
  {
    name: 'the chain begins anew',
    file: 'functions/ledger/commit.ts',
    from: 'previous?.hash ?? genesisHash',
    to: 'genesisHash',
    within: 30,
    shows: /breaks the chain/,
  },
  {
    name: 'the clock is believed',
    file: 'functions/recording/draft.ts',
    from: 'return [previous, now].sort().at(-1) as string',
    to: 'return [previous, now].at(-1) as string',
    within: 30,
    shows: /was recorded at .*, before the one before it/,
  },
  {
    name: 'hidden events count in a receipt',
    file: 'functions/recording/draft.ts',
    from: 'version: after.seenBy(reader).length',
    to: 'version: sequence',
    within: 30,
    shows: /has version \d+, its poster sees/,
  },
  {
    name: 'hidden events count in versions',
    file: 'domain/views/story.ts',
    from: 'version: events.length',
    to: 'version: events.at(-1)?.sequence ?? 0',
    within: 30,
    shows: /has version \d+ of \d+/,
  },
  {
    name: 'marking ignored in one view',
    file: 'functions/projector/written-keys.ts',
    from: 'project(reading.subject, reading.seenBy(label),',
    to: "project(reading.subject, reading.seenBy(reading.subject.startsWith('actors/') ? 'participants/centre' : label),",
    within: 30,
    shows: leak,
  },
  {
    name: 'narrowing does not wait',
    file: 'functions/recording/record.ts',
    from: 'if (projectedBeforeAnswer.includes(type)) await project(subject)',
    to: 'if (projectedBeforeAnswer.includes(type)) void project(subject).catch(() => {})',
    within: 30,
    shows: /of what MarkingRaised .* has hidden/,
  },
  {
    name: 'redaction leaves the payload in rows',
    file: 'domain/visibility.ts',
    from: '...(redacted && { data: undefined }),',
    to: '',
    within: 30,
    shows: leak,
  },
]

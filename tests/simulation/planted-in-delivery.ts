/** Defects of projecting, publishing and sweeping, each to be found within so many seeds and by what it does. */
import type { Planted } from './planted-in-recording.ts'

const row = /^[a-z/-]+: (card|list|inbound|names|reports)\//
const total = /: total /
const behind = /is behind, and no message was lost/

export const plantedInDelivery: readonly Planted[] = [
  {
    name: 'rows without a fence',
    file: 'functions/views/memory.ts',
    from: ">= row.fence) return 'refused'",
    to: ">= Infinity) return 'refused'",
    within: 1_500,
    shows: row,
  },
  {
    name: 'watermark before rows',
    file: 'functions/projector/project.ts',
    from: 'settle(subject, () => writeRows(subject, needs))',
    to: `settle(subject, async () => {
      const { length } = await needs.ledger.load(subject)
      await needs.views.advance(subject, length, (await needs.views.watermark(subject)).staleBy)
      return writeRows(subject, needs)
    })`,
    within: 30,
    shows: row,
  },
  {
    name: 'tombstones are not written',
    file: 'functions/projector/project.ts',
    from: 'for (const row of picture.tombstones) await needs.views.put(row)',
    to: '',
    within: 30,
    shows: row,
  },
  {
    name: 'tombstones are deletions',
    file: 'functions/views/memory.ts',
    from: 'rows.set(at(row), structuredClone(row))',
    to: "if (row.state === 'gone') rows.delete(at(row))\n      else rows.set(at(row), structuredClone(row))",
    within: 6_000,
    shows: row,
  },
  {
    name: 'cascade dropped',
    file: 'functions/projector/cascade.ts',
    from: 'touchesReferrers(event, stream)',
    to: 'event.sequence < 0',
    within: 1_500,
    shows: row,
  },
  {
    name: 'referrers are not written down',
    file: 'functions/projector/picture.ts',
    from: 'await Promise.all(referred.map((target) => views.addReferrer(target, subject)))',
    to: '',
    within: 1_500,
    shows: row,
  },
  {
    name: 'total added to instead of summed again',
    file: 'functions/projector/totals.ts',
    from: ': await partsOf(place, views))',
    to: ': [...(await partsOf(place, views)), ...(total.body === null ? [] : [total.body as Amounts])])',
    within: 30,
    shows: total,
  },
  {
    name: 'revision read after the sum',
    file: 'functions/projector/totals.ts',
    from: 'const total = await views.total(key)\n    const amounts = await amountsIn(place, views)',
    to: 'const amounts = await amountsIn(place, views)\n    const total = await views.total(key)',
    within: 3_000,
    shows: total,
  },
  {
    name: 'a total over all time made before those of its periods',
    file: 'functions/projector/project.ts',
    from: '[buckets, evers(buckets.values())]',
    to: '[evers(buckets.values()), buckets]',
    within: 30,
    shows: total,
  },
  {
    name: 'totals skipped where a row was refused',
    file: 'functions/projector/project.ts',
    from: 'if (again.fence === picture.fence) return again',
    to: 'if (again.fence === picture.fence) return { ...again, buckets: [] }',
    within: 30,
    shows: total,
  },
  {
    name: 'failed entries of PutEvents are taken for sent',
    file: 'functions/bus/bus.ts',
    from: 'answer.Entries?.[i]?.ErrorCode !== undefined',
    to: "answer.Entries?.[i]?.ErrorCode === ''",
    within: 100,
    shows: behind,
  },
  {
    name: 'the publisher reports no failure',
    file: 'functions/publisher/handler.ts',
    from: 'const first = [...failed, ...unfed]',
    to: 'const first = [...unfed]',
    within: 5_000,
    shows: behind,
  },
  {
    name: 'the projector reports no failure',
    file: 'functions/projector/handler.ts',
    from: 'return settle(failures, letters)',
    to: 'return settle(failures.slice(failures.length), letters)',
    within: 30,
    shows: behind,
  },
  {
    name: 'sweeper off',
    file: 'functions/sweeper/sweep.ts',
    from: 'sequence > (known.get(subject) ?? 0)',
    to: 'sequence < (known.get(subject) ?? 0)',
    within: 30,
    shows: row,
  },
  {
    name: 'a submission is done before its events',
    file: 'functions/recorder/recorder.ts',
    from: 'const { results: earlier, ...submission } = found\n',
    to: 'const { results: earlier, ...submission } = found\n  await needs.submissions.complete(submission, summaryOf(found))\n',
    within: 500,
    shows: /of a submission has no result/,
  },
]

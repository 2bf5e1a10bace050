import { beforeEach, describe, expect, it } from 'vitest'
import { type Commit, commitmentIn, commitOf, type Header } from '../../functions/ledger/commit.ts'
import {
  headsIn,
  type Ledger,
  type LedgerScan,
  type Redactor,
  type Segment,
  scanAll,
} from '../../functions/ledger/ledger.ts'

/** What every ledger keeps to, whatever it stands on. */
export function ledgerContract(
  name: string,
  open: () => Promise<Ledger & LedgerScan & Partial<Redactor>>,
): void {
  describe(`${name} as a ledger`, () => {
    let ledger: Ledger & LedgerScan & Partial<Redactor>
    beforeEach(async () => {
      ledger = await open()
    })

    it('gives back what was appended, byte for byte and in order', async () => {
      const stream = chain('routes/a', 12)
      for (const commit of stream) expect(await ledger.append(commit)).toBe('appended')
      expect(plain(await ledger.load('routes/a'))).toStrictEqual(plain(stream))
    })

    it('knows nothing of a subject that nobody wrote', async () => {
      expect(await ledger.load('routes/none')).toStrictEqual([])
    })

    it('keeps the first writer of a place and tells the second', async () => {
      const [first, second] = [commitAt('routes/a', 1, 'one'), commitAt('routes/a', 1, 'two')]
      expect(await ledger.append(first)).toBe('appended')
      expect(await ledger.append(second)).toBe('taken')
      expect(plain(await ledger.load('routes/a'))).toStrictEqual(plain([first]))
    })

    it('lets one of many writers at once through', async () => {
      const writers = Array.from({ length: 10 }, (_, n) => commitAt('routes/a', 1, `writer ${n}`))
      const outcomes = await Promise.all(writers.map((commit) => ledger.append(commit)))
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1)
      expect(plain(await ledger.load('routes/a'))).toStrictEqual(
        plain([writers[outcomes.indexOf('appended')] as Commit]),
      )
    })

    it('loads after a sequence only what is beyond it', async () => {
      for (const commit of chain('routes/a', 11)) await ledger.append(commit)
      const sequences = async (after: number) => (await ledger.load('routes/a', after)).map((c) => c.sequence)
      expect(await sequences(0)).toHaveLength(11)
      expect(await sequences(8)).toStrictEqual([9, 10, 11])
      expect(await sequences(11)).toStrictEqual([])
    })

    it('shows a write to whoever reads after it', async () => {
      for (const commit of chain('routes/a', 20)) {
        await ledger.append(commit)
        expect((await ledger.load('routes/a')).at(-1)?.sequence).toBe(commit.sequence)
      }
    })

    it('loads a stream that is larger than a page of the store', async () => {
      const stream = chain('statements/a', 6, 'x'.repeat(250_000))
      for (const commit of stream) await ledger.append(commit)
      expect(plain(await ledger.load('statements/a'))).toStrictEqual(plain(stream))
    })

    it.each([1, 3, 7])('tells every commit once over %i segments, whole', async (of) => {
      const streams = Array.from({ length: 25 }, (_, n) => chain(`routes/r${n}`, 1 + (n % 3)))
      for (const commit of streams.flat()) await ledger.append(commit)
      const found: Commit[] = []
      for (let index = 0; index < of; index++) {
        const part = await scanned(ledger, { index, of })
        found.push(...part)
        for (const [subject, head] of headsIn(part))
          expect(head).toBe(streams.flat().filter((commit) => commit.subject === subject).length)
      }
      expect(plain(inOrder(found))).toStrictEqual(plain(inOrder(streams.flat())))
    })

    it('tells commits page by page when the segment is large', async () => {
      const streams = ['statements/a', 'statements/b'].map((subject) =>
        chain(subject, 4, 'x'.repeat(250_000)),
      )
      for (const commit of streams.flat()) await ledger.append(commit)
      expect(plain(inOrder(await scanned(ledger, { index: 0, of: 1 })))).toStrictEqual(plain(streams.flat()))
    })

    it('tells every commit once in pages that are kept small', async () => {
      const streams = Array.from({ length: 9 }, (_, n) => chain(`routes/r${n}`, 1 + (n % 4)))
      for (const commit of streams.flat()) await ledger.append(commit)
      const found: Commit[] = []
      for (let index = 0; index < 2; index++)
        for (let from: string | undefined, first = true; first || from !== undefined; first = false) {
          const page: Awaited<ReturnType<LedgerScan['scan']>> = await ledger.scan({ index, of: 2 }, from, 3)
          expect(page.next === undefined || page.commits.length <= 3).toBe(true)
          found.push(...page.commits)
          from = page.next
        }
      expect(plain(inOrder(found))).toStrictEqual(plain(inOrder(streams.flat())))
    })

    it('takes payload and salt from a commit, once, and nothing else', async ({ skip }) => {
      const { redact } = ledger
      if (!redact) return skip('only what is deployed can redact')
      const [first, second] = chain('routes/a', 2) as [Commit, Commit]
      await ledger.append(first)
      await ledger.append(second)
      const commitment = commitmentIn(first) as Uint8Array
      await redact('routes/a', 1, commitment)
      await redact('routes/a', 1, new Uint8Array(32))
      await redact('routes/a', 3, commitment)
      const bare = { ...first, payload: undefined, salt: undefined, commitment }
      expect(plain(await ledger.load('routes/a'))).toStrictEqual(plain([bare, second]))
    })
  })
}

async function scanned(ledger: LedgerScan, segment: Segment): Promise<Commit[]> {
  const commits: Commit[] = []
  for await (const page of scanAll(ledger, segment)) commits.push(...page)
  return commits
}

const inOrder = (commits: readonly Commit[]): Commit[] =>
  commits.toSorted((a, b) =>
    a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : a.sequence - b.sequence,
  )

function chain(subject: string, length: number, text = 'text'): Commit[] {
  const commits: Commit[] = []
  for (let sequence = 1; sequence <= length; sequence++)
    commits.push(commitAt(subject, sequence, text, commits.at(-1)))
  return commits
}

function commitAt(subject: string, sequence: number, text: string, previous?: Commit): Commit {
  const header = { eventId: `${subject}-${sequence}`, type: 'RouteIdentified', labels: ['public'] }
  const salt = new Uint8Array(16).fill(sequence)
  const draft = { subject, sequence, header: header as unknown as Header, payload: { data: { text } }, salt }
  return commitOf(draft, previous)
}

/** Stores give bytes back in arrays of different classes. */
function plain(commits: readonly Commit[]): object[] {
  const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex')
  return commits.map(({ salt, hash, commitment, ...rest }) => ({
    ...rest,
    salt: hex(salt),
    hash: hex(hash),
    commitment: hex(commitment),
  }))
}

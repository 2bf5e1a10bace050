import { beforeEach, describe, expect, it } from 'vitest'
import { type Commit, commitmentIn, commitOf, type Header } from '../../functions/ledger/commit.ts'
import type { Ledger, LedgerHeads, Redactor } from '../../functions/ledger/ledger.ts'

/** What every ledger keeps to, whatever it stands on. */
export function ledgerContract(
  name: string,
  open: () => Promise<Ledger & LedgerHeads & Partial<Redactor>>,
): void {
  describe(`${name} as a ledger`, () => {
    let ledger: Ledger & LedgerHeads & Partial<Redactor>
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

    it.each([1, 3, 7])('tells every head once over %i segments', async (of) => {
      const subjects = Array.from({ length: 25 }, (_, n) => ({
        subject: `routes/r${n}`,
        sequence: 1 + (n % 3),
      }))
      for (const { subject, sequence } of subjects)
        for (const commit of chain(subject, sequence)) await ledger.append(commit)
      const heads: { subject: string; sequence: number }[] = []
      for (let index = 0; index < of; index++) heads.push(...(await headsOf(ledger, { index, of })))
      expect(heads.sort((a, b) => (a.subject < b.subject ? -1 : 1))).toStrictEqual(
        subjects.toSorted((a, b) => (a.subject < b.subject ? -1 : 1)),
      )
    })

    it('tells heads page by page when the segment is large', async () => {
      for (const subject of ['statements/a', 'statements/b'])
        for (const commit of chain(subject, 4, 'x'.repeat(250_000))) await ledger.append(commit)
      const highest = new Map<string, number>()
      for (const { subject, sequence } of await headsOf(ledger, { index: 0, of: 1 }))
        highest.set(subject, Math.max(sequence, highest.get(subject) ?? 0))
      expect(Object.fromEntries(highest)).toStrictEqual({ 'statements/a': 4, 'statements/b': 4 })
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

async function headsOf(ledger: LedgerHeads, segment: { index: number; of: number }) {
  const heads: { subject: string; sequence: number }[] = []
  for (let from: string | undefined, pages = 0; pages === 0 || from !== undefined; pages++) {
    const page: Awaited<ReturnType<LedgerHeads['heads']>> = await ledger.heads(segment, from)
    heads.push(...page.heads)
    from = page.next
  }
  return heads
}

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

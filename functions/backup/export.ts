/** The ledger as a text, in order; see format.ts. */
import type { Commit } from '../ledger/commit.ts'
import { headsIn, type Ledger, type LedgerScan, scanAll } from '../ledger/ledger.ts'
import { headerIn } from '../ledger/legible.ts'
import { faultsIn } from '../verification/chain.ts'
import { commitText, headText, newDigest, type Trailer, trailerText } from './format.ts'

export type ExportNeeds = {
  ledger: Ledger & LedgerScan
  stage: string
  nowMs: () => number
  pause: (ms: number) => Promise<void>
  /** What is recorded before this began is in the ledger so long after. */
  settleMs: number
  write: (text: string) => Promise<void>
  progress?: (subjects: number, of: number) => void
}

/** `faulty`: subjects whose chains do not hold; they are in the file as they lie, and no import takes it. */
export type Exported = Trailer & { asOf: string; faulty: readonly string[] }

/** Subjects read ahead of the one that is written. */
const aheadMax = 16

/** One moment of the ledger: an event that another rests on was recorded before it, so it is in the file, too. */
export async function exportLedger({
  ledger,
  stage,
  nowMs,
  pause,
  settleMs,
  write,
  progress,
}: ExportNeeds): Promise<Exported> {
  const asOf = new Date(nowMs()).toISOString()
  await pause(settleMs)
  const digest = newDigest()
  const put = (text: string) => {
    digest.update(text)
    return write(text)
  }
  await put(headText({ stage, asOf }))
  const subjects = await subjectsOf(ledger)
  const counts = { commits: 0, subjects: 0 }
  const faulty: string[] = []
  for (const [n, reading] of readAhead(subjects, ledger)) {
    const commits = (await reading).filter((commit) => isBy(asOf, commit))
    if (commits.length === 0) continue
    counts.commits += commits.length
    counts.subjects += 1
    if (faultsIn(commits[0]?.subject ?? '', commits, 0).length > 0) faulty.push(commits[0]?.subject ?? '')
    await put(commits.map(commitText).join(''))
    progress?.(n + 1, subjects.length)
  }
  const trailer = { ...counts, sha256: digest.digest('hex') }
  await write(trailerText(trailer))
  return { ...trailer, asOf, faulty }
}

/** Whose header cannot be read is exported all the same. */
function isBy(asOf: string, commit: Commit): boolean {
  const header = headerIn(commit)
  return header === undefined || header.recordedAt <= asOf
}

async function subjectsOf(ledger: LedgerScan): Promise<readonly string[]> {
  const subjects = new Set<string>()
  for await (const commits of scanAll(ledger, { index: 0, of: 1 }))
    for (const subject of headsIn(commits).keys()) subjects.add(subject)
  return [...subjects].sort()
}

function* readAhead(
  subjects: readonly string[],
  ledger: Ledger,
): Generator<[number, Promise<readonly Commit[]>]> {
  const begun: Promise<readonly Commit[]>[] = []
  for (let n = 0; n < subjects.length; n++) {
    while (begun.length < aheadMax && n + begun.length < subjects.length) {
      const loading = ledger.load(subjects[n + begun.length] ?? '')
      // Who waits for it is told; until then it is nobody's failure.
      loading.catch(() => undefined)
      begun.push(loading)
    }
    yield [n, begun.shift() as Promise<readonly Commit[]>]
  }
}

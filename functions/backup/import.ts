/**
 * A backup into a store that is empty, or holds a part of the same backup from a try that broke off. Nothing that is
 * there is changed, with one exception: a new store has registered its centre by itself, and where it has said nothing
 * else of the centre, the backup's own first event of the centre takes that one's place (ADR-0027).
 */

import type { Commit } from '../ledger/commit.ts'
import { type Ledger, type LedgerScan, scanAll } from '../ledger/ledger.ts'
import { centre, isGenesis, isRenewal } from '../register/centre.ts'
import { digestOf } from '../text-digest.ts'
import { commitText } from './format.ts'
import { type Backup, readBackup } from './read.ts'

export type ImportNeeds = {
  ledger: Ledger & LedgerScan
  /** Puts a commit in the place of one that has this hash, and nothing else. */
  replace: (commit: Commit, hash: Uint8Array) => Promise<boolean>
  /** The file's lines, from its beginning each time. */
  lines: () => AsyncIterable<string>
  progress?: (step: 'checking' | 'writing', commits: number, of?: number) => void
}

export type ImportPlan = Backup & {
  /** Commits of the file that the store has already. */
  there: number
  /** The centre's own first event of a new store, to be replaced by the file's. */
  genesis?: Commit
  /** Why it must not be written there. */
  refused?: string
}

/** Reads the whole file and the whole store, and writes nothing. Throws `BackupDamaged`. */
export async function planImport({ ledger, lines, progress }: ImportNeeds): Promise<ImportPlan> {
  const store = await contents(ledger)
  const ofCentre = await ledger.load(centre)
  // Whatever else is there: the store may have registered its centre while an import was under way.
  const only = ofCentre.length === 1 ? ofCentre.find(isGenesis) : undefined
  let lastOfCentre = 0
  let there = 0
  let checked = 0
  const differing: string[] = []
  let genesis: Commit | undefined
  const backup = await readBackup(lines(), (commits) => {
    if (commits[0]?.subject === centre) lastOfCentre = commits.length
    for (const commit of commits) {
      const stored = store.take(commit)
      if (stored === 'same') there += 1
      else if (stored === 'different' && only && isGenesis(commit)) genesis = only
      else if (stored === 'different') differing.push(`${commit.subject} ${commit.sequence}`)
    }
    checked += commits.length
    progress?.('checking', checked)
  })
  const [first] = differing
  // In another user pool the store gives the centre its clients as soon as its registration is there.
  const renewals = ofCentre.slice(lastOfCentre).filter(isRenewal).length
  const more = store.left() - (lastOfCentre > 0 ? renewals : 0)
  const refused =
    first !== undefined
      ? `the ledger has another commit at ${first}${differing.length > 1 ? ` and at ${differing.length - 1} more` : ''}`
      : more > 0
        ? `the ledger is not empty: ${more} of its commits are not in the file`
        : undefined
  return { ...backup, there, ...(genesis && { genesis }), ...(refused !== undefined && { refused }) }
}

/** Subjects that are written side by side. */
const aheadMax = 16

/** May be broken off and begun again. @returns how many commits were written. Throws where the store is not as planned. */
export async function carryOut(
  plan: ImportPlan,
  { ledger, replace, lines, progress }: ImportNeeds,
): Promise<number> {
  let written = 0
  let done = 0
  // First and in one go: a store that finds no centre, or not its own clients, says so of it by itself.
  const ofCentre = await streamOf(centre, lines())
  if (plan.genesis) {
    if (!ofCentre[0] || !(await replace(ofCentre[0], plan.genesis.hash)))
      throw new Error(`${centre} 1 has changed meanwhile`)
    written += 1
  }
  written += await writeAll(ofCentre, ledger)
  const writing = new Set<Promise<void>>()
  let failure: { error: unknown } | undefined
  await readBackup(lines(), async (commits) => {
    if (failure) throw failure.error
    const one = writeAll(commits, ledger).then(
      (count) => {
        written += count
        done += commits.length
        progress?.('writing', done, plan.commits)
      },
      (error: unknown) => {
        failure ??= { error }
      },
    )
    const tracked = one.finally(() => writing.delete(tracked))
    writing.add(tracked)
    if (writing.size >= aheadMax) await Promise.race(writing)
  }).finally(() => Promise.all(writing))
  if (failure) throw failure.error
  return written
}

async function writeAll(commits: readonly Commit[], ledger: Ledger): Promise<number> {
  const stored = new Map(
    (await ledger.load(commits[0]?.subject ?? '')).map((one) => [one.sequence, commitText(one)]),
  )
  let written = 0
  for (const commit of commits) {
    const found = stored.get(commit.sequence)
    if (found === commitText(commit)) continue
    if (found !== undefined || (await ledger.append(commit)) === 'taken')
      throw new Error(`${commit.subject} ${commit.sequence} has been written by somebody else meanwhile`)
    written += 1
  }
  return written
}

async function streamOf(subject: string, lines: AsyncIterable<string>): Promise<readonly Commit[]> {
  let found: readonly Commit[] = []
  await readBackup(lines, (commits) => {
    if (commits[0]?.subject === subject) found = commits
  })
  return found
}

/** What the store holds, as digests. */
async function contents(ledger: LedgerScan) {
  const stored = new Map<string, string>()
  const place = ({ subject, sequence }: Commit) => digestOf(`${subject}\n${sequence}`)
  for await (const commits of scanAll(ledger, { index: 0, of: 1 }))
    for (const commit of commits) stored.set(place(commit), digestOf(commitText(commit)))
  return {
    take: (commit: Commit): 'same' | 'different' | 'absent' => {
      const found = stored.get(place(commit))
      stored.delete(place(commit))
      return found === undefined ? 'absent' : found === digestOf(commitText(commit)) ? 'same' : 'different'
    },
    left: () => stored.size,
  }
}

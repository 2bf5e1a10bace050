/** `rw ops rebuild`: makes the views anew from the ledger, beside those that are read, and turns to them (ADR-0024). */
import { SingleBar } from 'cli-progress'
import { type Command, InvalidArgumentError } from 'commander'
import { closest } from 'fastest-levenshtein'
import { CommandFailed } from '../failure.ts'
import { attempting } from './aws-failure.ts'
import { deploymentOf } from './deployment.ts'
import { type ChangingOptions, changing, type Ends } from './ops.ts'
import { agreed, tell } from './plan.ts'
import { type Act, actions, type RebuildEnds, type Report } from './rebuild/actions.ts'

type Options = ChangingOptions & {
  rollback?: number | true
  finish?: boolean
  abandon?: boolean
  segments: number
  wait: number
}

/**
 * The longest timeout of a function that reads or writes views, and the second for which it believes the pointer. The
 * sweeper runs longer, and need not be waited for. It asks for the pointer before each group of subjects, and what it
 * projects was in the ledger before: a new generation is filled with it by the scan. Of one that has lost its name it
 * may write rows after they were deleted: no reader comes to them, and the next --finish deletes them.
 */
export const waitSeconds = { min: 31, usual: 32 }

/** What is read of the views; `all` is what a rebuild always makes. */
const viewNames = [
  'all',
  ...['routes', 'actors', 'seizures', 'sessions', 'statements', 'commitments', 'countries', 'sources'],
  ...['figures', 'agencies', 'statistics', 'graph', 'evidence'],
]

export function addRebuild(ops: Command, _ends: Ends): void {
  changing(
    ops.command('rebuild').description('make the views anew from the ledger, beside those that are read'),
  )
    .argument('[view]', `one of ${viewNames.join(', ')}: all are made together`)
    .option('--rollback [generation]', 'turn back to the generation that was read before', generationNumber)
    .option('--finish', 'delete the generation that was read before: there is no way back then')
    .option('--abandon', 'give up the generation that is being built, and delete it')
    .option('--segments <n>', 'parts of the ledger that are read side by side', wholeNumber(1, 64), 4)
    .option(
      '--wait <seconds>',
      `how long a request under way may take: on AWS ${waitSeconds.min} at least`,
      wholeNumber(0, 900),
      waitSeconds.usual,
    )
    .addHelpText('after', help)
    .action(async (view: string | undefined, options: Options) => {
      const act = actOf(view, options)
      if (options.stage !== 'local' && options.wait < waitSeconds.min)
        throw new CommandFailed('usage', `--wait is ${waitSeconds.min} at least: functions may run that long`)
      const deployment = await deploymentOf(options)
      const { segments, wait, rollback } = options
      const to = rollback === true ? undefined : rollback
      const { plan, carryOut } = await attempting('the generations cannot be read', () =>
        actions[act](deployment, { view: view ?? 'all', segments, waitMs: wait * 1_000, to }),
      )
      if (!agreed(options, plan, deployment)) return
      const show = progress(wait)
      try {
        const ended = await attempting(`the ${act} broke off; repeat the command to go on`, () =>
          carryOut(show.report),
        )
        show.end()
        tell(options, textOf(ended), { plan, done: true, ...ended })
      } finally {
        show.end()
      }
    })
}

function actOf(view: string | undefined, { rollback, finish, abandon }: Options): Act {
  const wanted = Object.entries({ rollback, finish, abandon }).flatMap(([act, is]) =>
    is ? [act as Act] : [],
  )
  if (wanted.length > 1)
    throw new CommandFailed('usage', `one at a time: ${wanted.map((act) => `--${act}`).join(' or ')}`)
  const [act = 'rebuild'] = wanted
  if (act === 'rebuild' && view === undefined)
    throw new CommandFailed('usage', `which view? One of ${viewNames.join(', ')}: all are made together`)
  if (view !== undefined && !viewNames.includes(view))
    throw new CommandFailed('usage', `there is no view ${view}: did you mean ${closest(view, viewNames)}?`)
  return act
}

function textOf({ generations: { active, building, previous }, dropped }: RebuildEnds): string {
  const kept = previous === undefined ? '' : `, ${previous} is kept`
  const built = building === undefined ? '' : `, ${building} is being built`
  const rows = dropped === undefined ? '' : `; ${dropped} rows deleted`
  return `generation ${active} is read${kept}${built}${rows}`
}

/** Drawn on a terminal only; elsewhere only what it waits for is told, once. */
function progress(waitS: number): { report: Report; end(): void } {
  const waitsFor = new Set(['settling', 'waiting'])
  if (!process.stderr.isTTY)
    return {
      report: ({ step }) => {
        if (waitsFor.delete(step) && waitS > 0)
          process.stderr.write(`waiting ${waitS} s for functions that run\n`)
      },
      end: () => {},
    }
  const bar = new SingleBar({ format: '{step} {bar} {value}/{total} {detail}', clearOnComplete: true })
  bar.start(0, 0, { step: '', detail: '' })
  return {
    report: ({ step, done, of, commits }) => {
      bar.setTotal(of)
      bar.update(done, { step, detail: commits === undefined ? '' : `(${commits} commits)` })
    },
    end: () => bar.stop(),
  }
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= min && value <= max))
      throw new InvalidArgumentError(`a whole number from ${min} to ${max}`)
    return value
  }
}

const generationNumber = wholeNumber(1, Number.MAX_SAFE_INTEGER)

const help = `
Run it from the version that is deployed: rows that another version makes differ, and stop it.

Examples:
  npm run -s rw -- ops rebuild all              tells the plan
  npm run -s rw -- ops rebuild all --yes        builds, compares, turns; repeat it to go on after it broke off
  npm run -s rw -- ops rebuild --rollback       tells which generation was read before, say 1
  npm run -s rw -- ops rebuild --rollback 1 --yes turns back to it; repeated, it stays there
  npm run -s rw -- ops rebuild --finish --yes   deletes what was kept for turning back`

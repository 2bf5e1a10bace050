/** `rw ops dlq`: looks into the queues of dead letters and empties them again. */
import type { Command } from 'commander'
import { wholeNumber } from '../commands.ts'
import { CommandFailed } from '../failure.ts'
import { attempting } from './aws-failure.ts'
import { sqs } from './clients.ts'
import { counted } from './counted.ts'
import { type Deployment, deploymentOf } from './deployment.ts'
import { dropped, listed, peeked, redriven, sweptAway } from './dlq/actions.ts'
import { type Filter, grouped } from './dlq/filter.ts'
import { type DeadLetterQueue, deadLetterQueues, queueNamed } from './dlq/queues.ts'
import { adviceOf, groupsText, letterText, listText, lossOf } from './dlq/texts.ts'
import { type ChangingOptions, changing, type OpsOptions, operating } from './ops.ts'
import { agreed, tell } from './plan.ts'
import { showing } from './progress.ts'
import { sweeping, sweptText } from './sweeping.ts'

type Filtered = { subject?: string; reason?: string; max: number }

export function addDlq(ops: Command): void {
  const dlq = ops.command('dlq').description('look into the queues of dead letters, and empty them again')

  operating(dlq.command('list').description('every queue: how many letters, and how old'))
    .argument('[queue]')
    .action(async (name: string | undefined, options: OpsOptions) => {
      const { deployment, queues } = await opened(name, options)
      const client = sqs(deployment)
      const nowMs = Date.now()
      const found = await attempting('the queues cannot be read', () =>
        Promise.all(queues.map((queue) => listed(client, queue, nowMs))),
      )
      tell(options, listText(found), { queues: found })
    })

  filtered(operating(dlq.command('peek').description('the letters themselves, without what events say')), 20)
    .argument('[queue]')
    .action(async (name: string | undefined, options: OpsOptions & Filtered) => {
      const { deployment, queues } = await opened(name, options)
      const client = sqs(deployment)
      const found = await attempting('the letters cannot be read', () =>
        Promise.all(
          queues.map(async (queue) => ({
            queue: queue.name,
            letters: await peeked(client, queue, options, options.max),
          })),
        ),
      )
      const text = queues.flatMap((queue) => {
        const letters = found.find((one) => one.queue === queue.name)?.letters ?? []
        return letters.length === 0 ? [] : [`${queue.name}:`, ...letters.map(letterText), adviceOf(queue)]
      })
      tell(options, text.join('\n') || 'no letters', { queues: found })
    })

  filtered(changing(dlq.command('redrive').description('try again what was set aside')), 10_000)
    .argument('<queue>')
    .option('--id <message>', 'this letter alone')
    .action(async (name: string, options: ChangingOptions & Filtered & { id?: string }) => {
      const { deployment, queue } = await openedOne(name, options)
      if (queue.healing === 'send') await redrive(deployment, queue, options)
      else if (queue.healing === 'sweep') await sweepInstead(deployment, queue, options)
      else
        throw new CommandFailed(
          'usage',
          `${name} cannot be redriven. ${lossOf(queue, 0)} rw ops dlq drop ${name}`,
        )
    })

  filtered(changing(dlq.command('drop').description('delete letters for good')), 10_000)
    .argument('<queue>')
    .option('--id <message>', 'this letter alone')
    .option('--all', 'every letter that the other options leave')
    .action(async (name: string, options: ChangingOptions & Filtered & { id?: string; all?: boolean }) => {
      if ((options.id === undefined) === !options.all)
        throw new CommandFailed('usage', 'say which: --id <message> (see rw ops dlq peek), or --all')
      await drop(options, await openedOne(name, options))
    })
}

const filtered = (command: Command, max: number): Command =>
  command
    .option('--subject <subject>', 'letters about this subject, such as routes/northern')
    .option('--reason <text>', 'letters whose reason holds this text')
    .option('--max <n>', 'look at no more letters than this', wholeNumber(1, 100_000), max)

async function opened(name: string | undefined, options: OpsOptions) {
  const deployment = await deploymentOf(options)
  const queues = name === undefined ? deadLetterQueues(deployment) : [queueNamed(name, deployment)]
  if (queues.length === 0) throw new CommandFailed('server', 'the stacks tell of no dead letters')
  return { deployment, queues }
}

async function openedOne(name: string, options: OpsOptions) {
  const deployment = await deploymentOf(options)
  return { deployment, queue: queueNamed(name, deployment) }
}

type Redriving = ChangingOptions & Filter & Filtered

async function redrive(deployment: Deployment, queue: DeadLetterQueue, options: Redriving): Promise<void> {
  const client = sqs(deployment)
  const letters = await attempting('the letters cannot be read', () =>
    peeked(client, queue, options, options.max),
  )
  const groups = grouped(letters)
  const plan = [
    `${counted(letters.length, 'letter')} of ${queue.name} to be sent to its worker again`,
    ...groupsText(groups),
  ]
  if (!agreed(options, plan, deployment)) return
  const done = await attempting('what was not sent stays where it is; repeat the command', () =>
    showing((at) =>
      redriven(client, queue, {
        filter: options,
        max: options.max,
        reached: (n) => at('letters', n, letters.length),
      }),
    ),
  )
  tell(options, `${done.letters} sent again. What still fails is back after its tries.`, {
    plan,
    done: true,
    ...done,
  })
}

async function sweepInstead(
  deployment: Deployment,
  queue: DeadLetterQueue,
  options: Redriving,
): Promise<void> {
  const client = sqs(deployment)
  const letters = await attempting('the letters cannot be read', () =>
    peeked(client, queue, options, options.max),
  )
  const plan = [
    `${queue.name} holds no work, only ${counted(letters.length, 'note')} of runs that failed`,
    'a sweep of the whole ledger does what they left undone; then the notes are removed',
  ]
  if (!agreed(options, plan, deployment)) return
  const swept = await showing((at) =>
    sweeping(deployment, { whole: true, progress: (n) => at('subjects', n) }),
  )
  if (swept.failed > 0)
    throw new CommandFailed('server', `${sweptText(swept)}; the letters stay: see rw ops dlq peek projector`)
  const removed = await attempting('the letters cannot be removed', () =>
    sweptAway(client, queue, new Set(letters.map(({ id }) => id)), options.max),
  )
  tell(options, `${sweptText(swept)}; ${counted(removed, 'letter')} removed`, {
    plan,
    done: true,
    swept,
    letters: removed,
  })
}

type Dropping = ChangingOptions & Filter & Filtered
type Opened = { deployment: Deployment; queue: DeadLetterQueue }

async function drop(options: Dropping, { deployment, queue }: Opened): Promise<void> {
  const client = sqs(deployment)
  const letters = await attempting('the letters cannot be read', () =>
    peeked(client, queue, options, options.max),
  )
  if (letters.length === 0 && options.id !== undefined)
    throw new CommandFailed('rejected', `${queue.name} has no letter ${options.id}`)
  const onlyCopies = letters.filter(({ onlyCopyOf }) => onlyCopyOf !== undefined).length
  const plan = [
    `${counted(letters.length, 'letter')} of ${queue.name} to be deleted for good`,
    ...groupsText(grouped(letters)),
    lossOf(queue, onlyCopies),
  ]
  if (!agreed(options, plan, deployment)) return
  const done = await attempting('what was not deleted stays; repeat the command', () =>
    showing((at) =>
      dropped(client, queue, {
        planned: new Set(letters.map(({ id }) => id)),
        filter: options,
        max: options.max,
        reached: (n) => at('letters', n, letters.length),
      }),
    ),
  )
  const missed = letters.length - done.letters
  const more = [
    ...(missed > 0 ? [`${missed} were not met again: look, and repeat it`] : []),
    ...(done.stayed > 0 ? [`${done.stayed} came meanwhile and stay`] : []),
  ]
  tell(options, [`${done.letters} deleted`, ...more].join('; '), { plan, done: true, ...done })
}

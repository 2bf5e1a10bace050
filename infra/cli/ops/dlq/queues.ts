/** The queues of dead letters that a deployment has, from what its stacks tell. */
import { closest } from 'fastest-levenshtein'
import type { NamedQueue } from '../../../../functions/bus/queue-depths.ts'
import { queueName } from '../../../queue-name.ts'
import { CommandFailed } from '../../failure.ts'
import type { Deployment } from '../deployment.ts'

/**
 * How the work of a queue's letters is done after all: sent to the worker again; by a sweep; by the next run of a
 * schedule; by nobody, so that a person has to look.
 */
export type Healing = 'send' | 'sweep' | 'schedule' | 'look'

export type DeadLetterQueue = NamedQueue & { healing: Healing }

/** Those without a worker's queue before them. */
const healings: Readonly<Record<string, Healing>> = {
  unpublished: 'sweep',
  'missed-sweeps': 'sweep',
  'missed-anchors': 'schedule',
}

export function deadLetterQueues({ outputs }: Pick<Deployment, 'outputs'>): DeadLetterQueue[] {
  return Object.entries(outputs)
    .flatMap(([output, url]) => {
      const id = /^(\w+)DeadLettersUrl$/.exec(output)?.[1]
      if (id === undefined) return []
      const name = queueName(id)
      const workUrl = outputs[`${id}Url`]
      if (workUrl !== undefined) return { name, url, workUrl, healing: 'send' as const }
      return { name, url, healing: healings[name] ?? 'look' }
    })
    .sort((one, other) => one.name.localeCompare(other.name))
}

export function queueNamed(name: string, deployment: Pick<Deployment, 'outputs'>): DeadLetterQueue {
  const all = deadLetterQueues(deployment)
  const names = all.map((queue) => queue.name)
  const found = all.find((queue) => queue.name === name.toLowerCase())
  if (found) return found
  if (names.length === 0) throw new CommandFailed('server', 'the stacks tell of no dead letters')
  const near = closest(name.toLowerCase(), names)
  throw new CommandFailed('usage', `no queue ${name}: did you mean ${near}? There are ${names.join(', ')}`)
}

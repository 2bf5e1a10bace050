/** One thing that a doctor looks at. */
import { CommandFailed, type Exit } from '../../failure.ts'
import { awsFailure } from '../aws-failure.ts'

export type State = 'ok' | 'warning' | 'failed'
/** `todo` stands wherever something is not as it should be. */
export type Found = { state: State; detail: string; todo?: string }
export type Checked = Found & { check: string }

export const fine = (detail: string): Found => ({ state: 'ok', detail })
export const warn = (detail: string, todo: string): Found => ({ state: 'warning', detail, todo })
export const fail = (detail: string, todo: string): Found => ({ state: 'failed', detail, todo })

/** No check keeps another from being made. */
export async function checked(check: string, look: () => Promise<Found> | Found): Promise<Checked> {
  try {
    return { check, ...(await look()) }
  } catch (error) {
    if (error instanceof CommandFailed) return { check, ...fail(error.message, todoFor(error.exit)) }
    const { exit, words } = awsFailure(error)
    return { check, ...fail(words, todoFor(exit)) }
  }
}

const todoFor = (exit: Exit): string =>
  exit === 'identity'
    ? 'use credentials with the OperatorsLook policy'
    : 'look whether the service answers, then call the doctor again'

/** The worst of all: what the command ends with. */
export const worstOf = (all: readonly Found[]): State =>
  all.some(({ state }) => state === 'failed')
    ? 'failed'
    : all.some(({ state }) => state === 'warning')
      ? 'warning'
      : 'ok'

/** `rw ops agency user`: who of an agency looks through the console. */
import type { Command } from 'commander'
import { CommandFailed } from '../../failure.ts'
import { attempting } from '../aws-failure.ts'
import { type Deployment, deploymentOf } from '../deployment.ts'
import { type ChangingOptions, changing, type OpsOptions, operating } from '../ops.ts'
import { agreed, tell } from '../plan.ts'
import { type Pool, poolOf } from './pool.ts'
import { registered } from './register.ts'
import { idOf } from './registration.ts'
import { createUser, deleteUser, join, renewPassword, type User, userNamed, usersOf } from './users.ts'

export function addUser(agency: Command): void {
  const user = agency.command('user').description('who of an agency looks through the console')
  const desk = 'a desk, never a person, such as kz-moi-desk-1'

  changing(user.command('add').description('make an account, and print its first password once'))
    .argument('<agency>')
    .argument('<user>', desk)
    .action(async (agencyId: string, name: string, options: ChangingOptions) => {
      const opened = await openedFor(agencyId, options)
      await add(deskOf(name), opened, options)
    })

  changing(user.command('remove').description('delete an account'))
    .argument('<agency>')
    .argument('<user>', desk)
    .action(async (agencyId: string, name: string, options: ChangingOptions) => {
      const opened = await openedFor(agencyId, options)
      await remove(name, opened, options)
    })

  operating(user.command('list').description('the accounts of an agency'))
    .argument('<agency>')
    .action(async (agencyId: string, options: OpsOptions) => {
      const { id, pool } = await openedFor(agencyId, options)
      const users = await attempting(unread, () => usersOf(id, pool))
      tell(options, users.map(userText).join('\n') || `${id} has no users`, { agencyId: id, users })
    })
}

const unread = 'the user pool cannot be read'

type Opened = { id: string; suspended: boolean; pool: Pool; deployment: Deployment }

async function openedFor(agencyId: string, options: OpsOptions): Promise<Opened> {
  const id = idOf(agencyId)
  if (options.stage === 'local')
    throw new CommandFailed(
      'rejected',
      'the local host has no accounts: its sign-in page offers every agency that is registered',
    )
  const deployment = await deploymentOf(options)
  const known = await attempting('the ledger cannot be read', () => registered(id, deployment))
  if (!known) throw new CommandFailed('rejected', `no agency ${id} is registered: rw ops agency add`)
  return { id, suspended: known.suspended, pool: poolOf(deployment), deployment }
}

/** Names of persons stay out of the pool as they do out of the ledger (ADR-0017). */
function deskOf(name: string): string {
  if (name.length > 64 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new CommandFailed(
      'usage',
      'a user is a desk, never a person: a name in lower case such as kz-moi-desk-1, no mail address',
    )
  return name
}

async function add(name: string, opened: Opened, options: ChangingOptions): Promise<void> {
  const { id, pool, deployment } = opened
  const known = await attempting(unread, () => userNamed(name, pool))
  const others = known?.agencies.filter((agency) => agency !== id) ?? []
  if (others.length > 0)
    throw new CommandFailed(
      'rejected',
      `${name} is a user of ${others.join(', ')}, and a user is of one agency`,
    )
  const isIn = known?.agencies.includes(id) ?? false
  const plan = planOf(name, known, isIn, opened)
  if (!agreed(options, plan, deployment)) return
  const password = await firstPassword(name, known, pool)
  if (!isIn)
    await attempting(`${name} is in the pool, and not yet of ${id}; repeat the command`, () =>
      join(name, id, pool),
    )
  const consoleUrl = `${deployment.url}/console`
  tell(options, addedText(name, id, consoleUrl, password), {
    ...{ plan, done: true, agencyId: id, user: name, consoleUrl },
    ...(password !== undefined && { firstPassword: password }),
  })
}

type Known = Awaited<ReturnType<typeof userNamed>>

/** Undefined where somebody has chosen another one already. */
async function firstPassword(name: string, known: Known, pool: Pool): Promise<string | undefined> {
  if (!known) return attempting('the user pool made no user', () => createUser(name, pool))
  if (!known.isNew) return undefined
  return attempting('no new first password was set', () => renewPassword(name, pool))
}

function planOf(name: string, known: Known, isIn: boolean, { id, suspended }: Opened): string[] {
  return [
    known ? standing(name, known) : `a user ${name} with a first password is made in the user pool`,
    isIn
      ? `${name} is a user of ${id} already`
      : `${name} becomes a user of ${id}: in the console it reads what ${id} may`,
    ...(suspended ? [`${id} is suspended: until it is reinstated, nobody of it signs in`] : []),
  ]
}

const standing = (name: string, { isNew }: NonNullable<Known>): string =>
  isNew
    ? `${name} is there and has never signed in: it gets a new first password`
    : `${name} is there, and keeps its password and its second factor`

function addedText(name: string, id: string, consoleUrl: string, password: string | undefined): string {
  const told = [`agency          ${id}`, `user            ${name}`, `console         ${consoleUrl}`]
  if (password === undefined) return told.join('\n')
  return [
    ...told,
    `first password  ${password}`,
    'It is shown this once, and good for seven days: hand it over by a channel that keeps it.',
    'Whoever signs in with it chooses another one, and a second factor.',
  ].join('\n')
}

async function remove(
  name: string,
  { id, pool, deployment }: Opened,
  options: ChangingOptions,
): Promise<void> {
  const known = await attempting(unread, () => userNamed(name, pool))
  if (!known?.agencies.includes(id))
    throw new CommandFailed('rejected', `${id} has no user ${name}: rw ops agency user list ${id}`)
  const plan = [
    `the user ${name} of ${id} is deleted, with its password and its second factor`,
    'a session that it has lives up to an hour; what it has read stays in the audit',
  ]
  if (!agreed(options, plan, deployment)) return
  await attempting(`${name} was not deleted`, () => deleteUser(name, pool))
  tell(options, `${name} is no user any more`, { plan, done: true, agencyId: id, user: name })
}

const userText = ({ user, isNew, isEnabled, createdAt }: User): string =>
  [
    user.padEnd(24),
    createdAt?.slice(0, 10) ?? '',
    isNew ? 'has not signed in yet' : 'has signed in',
    ...(isEnabled ? [] : ['disabled']),
  ].join('  ')

/** `rw ops agency`: who may post and read. A client of the user pool each, bound to the agency in the register. */
import { type Command, Option } from 'commander'
import { CommandFailed } from '../failure.ts'
import { add, beforeAdding, planOf } from './agency/add.ts'
import { addSecret, clientNamed, deleteSecret, type Pool, poolOf, secretsOf } from './agency/pool.ts'
import { centreClient, mustBeRegistered, registered, say } from './agency/register.ts'
import { type AddOptions, authorityTypes, idOf, registrationOf } from './agency/registration.ts'
import { addUser } from './agency/user.ts'
import { attempting } from './aws-failure.ts'
import { type Deployment, deploymentOf, outputOf } from './deployment.ts'
import { type ChangingOptions, changing } from './ops.ts'
import { agreed, tell } from './plan.ts'

type AsCentre = ChangingOptions & { secret?: string }

export function addAgency(ops: Command): void {
  const agency = ops.command('agency').description('who may post and read')
  addUser(agency)

  asCentre(agency.command('add').description('register an agency, and print its client and secret once'))
    .argument('<agency>', 'its id, such as kz-moi')
    .requiredOption('--kind <kind>', 'participating-state, observer or international-organisation')
    .requiredOption('--name <lang=name>', 'its name; once in English, and in other languages', collected, [])
    .requiredOption('--authority <type>', `one of ${authorityTypes.join(', ')}`)
    .option('--country <code>', 'ISO 3166-1 alpha-2, such as KZ')
    .option('--scopes <kinds>', 'what it posts on besides statements, such as seizures,routes')
    .option('--marking <tlp>', 'who may know of it', 'CLEAR')
    .action(async (agencyId: string, options: AsCentre & AddOptions) => {
      const id = idOf(agencyId)
      const registration = registrationOf(options)
      const { deployment, pool, centre } = await opened(options)
      const known = await attempting('the ledger cannot be read', () => registered(id, deployment))
      const adding = await beforeAdding(id, registration, known, pool)
      const plan = planOf(adding)
      if (!agreed(options, plan, deployment)) return
      const made = await add(adding, pool, centre, deployment)
      const tokenUrl = outputOf(deployment, 'TokenUrl')
      tell(options, secretText(id, made.clientId, made.clientSecret, tokenUrl), {
        plan,
        done: true,
        agencyId: id,
        ...made,
        tokenUrl,
      })
    })

  for (const { verb, type, from, to } of turns)
    asCentre(agency.command(verb).description(`${verb} an agency, within five seconds`))
      .argument('<agency>')
      .requiredOption('--reason <text>', 'why; it is recorded')
      .action(async (agencyId: string, options: AsCentre & { reason: string }) => {
        const id = idOf(agencyId)
        if (options.reason.trim() === '') throw new CommandFailed('usage', '--reason takes a text')
        const { deployment, centre } = await opened(options)
        const { etag, status } = await mustBeRegistered(id, centre)
        if (status !== from) throw new CommandFailed('rejected', `${id} is ${status} already`)
        const plan = [`${id} is ${to}${to === 'suspended' ? ': what it has recorded stays' : ''}`]
        if (!agreed(options, plan, deployment)) return
        await say({ type, agencyId: id, data: { reason: options.reason }, etag }, centre)
        tell(options, `${id} is ${to}`, {
          plan,
          done: true,
          agencyId: id,
          status: to === 'suspended' ? to : 'active',
        })
      })

  changing(
    agency.command('rotate').description('give an agency a second secret; both are valid until --finish'),
  )
    .argument('<agency>')
    .option('--finish', 'delete the older of its two secrets')
    .option('--abandon', 'delete the newer one: it was lost, or not handed over')
    .action(async (agencyId: string, options: Rotating) => {
      const id = idOf(agencyId)
      if (options.finish && options.abandon)
        throw new CommandFailed('usage', 'one at a time: --finish or --abandon')
      const deployment = await deploymentOf(options)
      const pool = poolOf(deployment)
      const { clientId, secrets } = await attempting('the user pool cannot be read', () => held(id, pool))
      if (options.finish || options.abandon) await finish(id, clientId, secrets, options, deployment)
      else await rotate(id, clientId, secrets, options, deployment)
    })
}

const turns = [
  { verb: 'suspend', type: 'AgencySuspended', from: 'active', to: 'suspended' },
  { verb: 'reinstate', type: 'AgencyReinstated', from: 'suspended', to: 'reinstated' },
] as const

const asCentre = (command: Command): Command =>
  changing(command).addOption(new Option('--secret <secret>', "the centre's secret").env('RW_SECRET'))

const collected = (value: string, before: readonly string[]): string[] => [...before, value]

async function opened(options: AsCentre) {
  const deployment = await deploymentOf(options)
  return { deployment, pool: poolOf(deployment), centre: centreClient(deployment, options.secret) }
}

type Rotating = ChangingOptions & { finish?: boolean; abandon?: boolean }

type Secrets = Awaited<ReturnType<typeof secretsOf>>

async function held(agencyId: string, pool: Pool): Promise<{ clientId: string; secrets: Secrets }> {
  const clientId = await clientNamed(agencyId, pool)
  if (clientId === undefined)
    throw new CommandFailed('rejected', `the user pool has no client ${agencyId}: rw ops agency add`)
  return { clientId, secrets: await secretsOf(clientId, pool) }
}

async function rotate(
  agencyId: string,
  clientId: string,
  secrets: Secrets,
  options: ChangingOptions,
  deployment: Deployment,
): Promise<void> {
  if (secrets.length > 1)
    throw new CommandFailed(
      'rejected',
      `${agencyId} has two secrets, and can have no third: --finish deletes the older, --abandon the newer`,
    )
  const plan = [
    `${agencyId} gets a second secret; both are valid until rw ops agency rotate ${agencyId} --finish`,
  ]
  if (!agreed(options, plan, deployment)) return
  const lost = `whether a secret was added is not known; if so, nobody has seen it: rw ops agency rotate ${agencyId} --abandon`
  const clientSecret = await attempting(lost, () => addSecret(clientId, poolOf(deployment)))
  const tokenUrl = outputOf(deployment, 'TokenUrl')
  tell(options, secretText(agencyId, clientId, clientSecret, tokenUrl), {
    plan,
    done: true,
    agencyId,
    clientId,
    clientSecret,
    tokenUrl,
  })
}

async function finish(
  agencyId: string,
  clientId: string,
  [older, newer]: Secrets,
  options: Rotating,
  deployment: Deployment,
): Promise<void> {
  if (!older || !newer)
    throw new CommandFailed(
      'rejected',
      `${agencyId} has one secret: there is nothing to ${options.abandon ? 'abandon' : 'finish'}`,
    )
  const [gone, kept] = options.finish ? [older, newer] : [newer, older]
  const plan = [
    `the secret of ${agencyId} from ${gone.createdAt.toISOString()} is deleted`,
    `the one from ${kept.createdAt.toISOString()} stays; tokens that were given for the other live up to an hour`,
  ]
  if (!agreed(options, plan, deployment)) return
  await attempting('the secret was not deleted', () => deleteSecret(clientId, gone, poolOf(deployment)))
  tell(options, `${agencyId} has one secret again`, { plan, done: true, agencyId, clientId })
}

const secretText = (agencyId: string, clientId: string, clientSecret: string, tokenUrl: string): string =>
  [
    `agency         ${agencyId}`,
    `client id      ${clientId}`,
    `client secret  ${clientSecret}`,
    `token url      ${tokenUrl}`,
    'The secret is shown this once: hand it over by a channel that keeps it.',
  ].join('\n')

import { describe, expect, it } from 'vitest'
import { alarms } from '../../infra/cli/ops/doctor/alarms.ts'
import { type DeployNeeds, deploy } from '../../infra/deploy.ts'
import { placeholdersIn, type Stage, stageOf } from '../../infra/stages.ts'

const account = '123456789012'
const ours = (name: string): Stage => ({ ...stageOf(name), account, alarmEmails: ['night@centre.example'] })

/** A deployment with a stand-in for everything outside; `did` is what it was asked to do, in order. */
function standIn(over: Partial<DeployNeeds> & { statuses?: Record<string, number> } = {}) {
  const did: string[] = []
  const printed: string[] = []
  const needs: DeployNeeds = {
    stageOf: ours,
    synthesize: async ({ name }) => {
      did.push(`synthesize ${name}`)
    },
    findings: () => {
      did.push('check')
      return []
    },
    cdk: async (args) => {
      did.push(`cdk ${args.join(' ')}`.replaceAll(/\S*\/\.cache\//g, ''))
      return over.statuses?.[String(args[0])] ?? 0
    },
    confirm: async () => {
      did.push('ask')
      return true
    },
    print: (line) => printed.push(line),
    ...over,
  }
  return { did, printed, run: (...argv: string[]) => deploy(argv, needs) }
}

const toDiff = ['synthesize dev', 'check', 'cdk diff --app deploy-dev']
const deployed = 'cdk deploy --all --app deploy-dev --require-approval never --outputs-file outputs-dev.json'

describe('a deployment', () => {
  it('synthesizes, checks, shows the difference, asks, and deploys what was checked', async () => {
    const { did, printed, run } = standIn()
    await run('--stage', 'dev')
    expect(did).toEqual([...toDiff, 'ask', deployed])
    expect(printed.at(-1)).toContain('rw -- ops doctor --stage dev')
  })

  it('asks nobody with --yes', async () => {
    const { did, run } = standIn()
    await run('--stage', 'dev', '--yes')
    expect(did).toEqual([...toDiff, deployed])
  })

  it('stops after the difference in a dry run, and when the answer is no', async () => {
    const dry = standIn()
    await dry.run('--stage', 'dev', '--dry-run', '--yes')
    expect(dry.did).toEqual(toDiff)
    const no = standIn({ confirm: async () => false })
    await no.run('--stage', 'dev')
    expect(no.did).toEqual(toDiff)
    expect(no.printed.at(-1)).toBe('nothing was deployed')
  })
})

describe('a deployment is refused', () => {
  const refusals: [string, string[], Parameters<typeof standIn>[0], string, RegExp, string[]][] = [
    ['without a stage', [], {}, 'usage', /--stage is missing/, []],
    ['for a stage that nobody declared', ['--stage', 'test'], { stageOf }, 'usage', /local, dev, prod/, []],
    ['for the local stage', ['--stage', 'local'], {}, 'usage', /npm start/, []],
    ['with an unknown flag', ['--stage', 'dev', '--force'], {}, 'usage', /--force/, []],
    [
      'to a kept stage whose alarms wake nobody',
      ['--stage', 'prod', '--yes'],
      { stageOf: (name) => ({ ...ours(name), alarmEmails: [] }) },
      'usage',
      /stages\.ts.*\n.*stage prod, alarmEmails/,
      [],
    ],
    [
      'to an account that is a placeholder',
      ['--stage', 'dev'],
      { stageOf },
      'usage',
      /stages\.ts.*\n.*12 digits/,
      [],
    ],
    ['with nobody to ask', ['--stage', 'dev'], { confirm: undefined }, 'usage', /--yes/, []],
    [
      'with a broken rule',
      ['--stage', 'dev'],
      { findings: () => ['routewatch-dev-api/X: AwsSolutions-IAM5'] },
      'rejected',
      /IAM5/,
      toDiff.slice(0, 1),
    ],
    [
      'without credentials of the account',
      ['--stage', 'dev'],
      { statuses: { diff: 1 } },
      'identity',
      /nothing was deployed.*123456789012/,
      toDiff,
    ],
    [
      'where the CDK fails',
      ['--stage', 'dev', '--yes'],
      { statuses: { deploy: 1 } },
      'server',
      /again/,
      [...toDiff, deployed],
    ],
  ]
  it.each(refusals)('%s', async (_, argv, over, exit, message, before) => {
    const { did, run } = standIn(over)
    const failure = await run(...argv).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'CommandFailed', exit, message: expect.stringMatching(message) })
    expect(did).toEqual(before)
  })

  it('in a dry run of a placeholder only after all that needs no account', async () => {
    const { did, run } = standIn({ stageOf })
    await expect(run('--stage', 'dev', '--dry-run')).rejects.toThrow(/edit infra\/stages\.ts/)
    expect(did).toEqual(toDiff.slice(0, 2))
  })
})

describe('what has to be edited before a deployment', () => {
  const edge = { ...stageOf('prod').edge, on: true } as NonNullable<Stage['edge']>

  it('is nothing of the edge while it is off', () => {
    expect(placeholdersIn(stageOf('prod'))).toEqual([
      'stage prod, account: the 12 digits of the AWS account (now 222222222222)',
      'stage prod, alarmEmails: somebody who is told of alarms',
    ])
    expect(placeholdersIn(ours('prod'))).toEqual([])
  })

  it('is who is told of alarms, where the stage is kept', () => {
    const mute = (name: string) => placeholdersIn({ ...ours(name), alarmEmails: [] })
    expect(mute('prod')).toEqual(['stage prod, alarmEmails: somebody who is told of alarms'])
    expect(mute('dev')).toEqual([])
  })

  it('is its name and certificate once it is on', () => {
    expect(placeholdersIn({ ...ours('prod'), edge })).toEqual([
      'stage prod, edge.domainName: a name of yours (now routewatch.example)',
      `stage prod, edge.certificateArn: a certificate of us-east-1 in account ${account}`,
      'stage prod, edge.certificateArn: the certificate of that name',
    ])
    const certificateArn = `arn:aws:acm:us-east-1:${account}:certificate/0b1c2d3e-0000-4000-8000-000000000000`
    const set = { ...edge, domainName: 'api.centre.int', certificateArn }
    expect(placeholdersIn({ ...ours('prod'), edge: set })).toEqual([])
  })

  it('is declared in terms that are checked', () => {
    expect(() => stageOf('prod', 'nowhere')).toThrow()
  })
})

it('the doctor warns of a stage whose alarms wake nobody', () => {
  expect([alarms({ alarmEmails: [] }), alarms(ours('dev'))]).toMatchObject([
    { state: 'warning', detail: 'mailed to nobody' },
    { state: 'ok', detail: 'mailed to night@centre.example, once each address has confirmed' },
  ])
})

/** Which Routewatch an operator's command works on: the local host, or a stage in the account of the credentials. */
import { readFile } from 'node:fs/promises'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { type HostFile, hostFileIn } from '../../local/host-file.ts'
import { stageOf } from '../../stages.ts'
import { CommandFailed } from '../failure.ts'
import { attempting } from './aws-failure.ts'

/** Locally with the address that stands for AWS; on AWS without, and the SDK finds its own way. */
export type Deployment = Omit<HostFile, 'awsUrl'> & { stage: string; awsUrl?: string }

export type Where = { stage: string; data: string }

/** Throws also where `RW_BASE` says that the person means another: the partner's commands would go there. */
export async function deploymentOf({ stage, data }: Where): Promise<Deployment> {
  const deployment = await (stage === 'local' ? localDeployment(data) : deployedStage(stage))
  mustBeMeant(deployment, process.env.RW_BASE)
  return deployment
}

function mustBeMeant({ stage, url }: Deployment, base: string | undefined): void {
  if (base === undefined || base === '' || placeOf(base) === placeOf(url)) return
  const how = stage === 'local' ? '--data (RW_DATA)' : '--stage (RW_STAGE)'
  throw new CommandFailed(
    'usage',
    `RW_BASE is ${base}, and stage ${stage} is at ${url}: unset RW_BASE, or name the other with ${how}; nothing was done`,
  )
}

const placeOf = (url: string): string =>
  URL.canParse(url) ? new URL(url).origin.replace('//localhost', '//127.0.0.1') : url

/** For plans: what the command is about to change. */
export const targetOf = ({ stage, url, account, region, awsUrl }: Deployment): string =>
  awsUrl === undefined ? `stage ${stage}, account ${account}, ${region}` : `stage ${stage}, ${url}`

async function localDeployment(dataDir: string): Promise<Deployment> {
  const text = await readFile(hostFileIn(dataDir), 'utf8').catch((cause: unknown) => {
    throw new CommandFailed('server', `no host runs on the data folder ${dataDir}: npm start`, { cause })
  })
  return { stage: 'local', ...(JSON.parse(text) as HostFile) }
}

async function deployedStage(name: string): Promise<Deployment> {
  const { account, region } = declaredStage(name)
  const client = new CloudFormationClient({ region, maxAttempts: 3 })
  const stacks = ['data', 'identity', 'api', 'flow', 'observe'].map((part) => `routewatch-${name}-${part}`)
  const described = await Promise.all(
    stacks.map(async (StackName) => {
      const { Stacks } = await attempting(`${StackName} cannot be read`, () =>
        client.send(new DescribeStacksCommand({ StackName })),
      )
      return Stacks?.[0]?.Outputs ?? []
    }),
  )
  const outputs = Object.fromEntries(
    described
      .flat()
      .flatMap(({ OutputKey, OutputValue }) => (OutputKey && OutputValue ? [[OutputKey, OutputValue]] : [])),
  )
  return { stage: name, region, account, outputs, url: outputOf({ outputs, stage: name }, 'Url') }
}

function declaredStage(name: string) {
  try {
    return stageOf(name)
  } catch (cause) {
    throw new CommandFailed('usage', (cause as Error).message, { cause })
  }
}

/** Throws where the stacks do not tell it: what is deployed is older than this command. */
export function outputOf({ outputs, stage }: Pick<Deployment, 'outputs' | 'stage'>, name: string): string {
  const value = outputs[name]
  if (value === undefined)
    throw new CommandFailed('server', `stage ${stage} does not tell ${name}: deploy this version first`)
  return value
}

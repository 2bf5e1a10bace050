/** Which Routewatch an operator's command works on: the local host, or a stage in the account of the credentials. */
import { readFile } from 'node:fs/promises'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { type HostFile, hostFileIn } from '../../local/host-file.ts'
import { stageOf } from '../../stages.ts'
import { CommandFailed } from '../failure.ts'

/** Locally with the address that stands for AWS; on AWS without, and the SDK finds its own way. */
export type Deployment = Omit<HostFile, 'awsUrl'> & { stage: string; awsUrl?: string }

export type Where = { stage: string; data: string }

export async function deploymentOf({ stage, data }: Where): Promise<Deployment> {
  return stage === 'local' ? localDeployment(data) : deployedStage(stage)
}

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
      const { Stacks } = await client
        .send(new DescribeStacksCommand({ StackName }))
        .catch((cause: unknown) => {
          throw new CommandFailed('identity', `${StackName} cannot be read: ${(cause as Error).name}`, {
            cause,
          })
        })
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

/** `rw schemas`: what there is to post, and what each event type holds. */
import type { Command } from 'commander'
import { nearest } from '../../events/issues.ts'
import { parsed } from '../client/client.ts'
import { examples, print } from './commands.ts'
import { clientOf, type Shared, shared } from './connecting.ts'
import type { Answer, Client } from './connection.ts'
import { CommandFailed, exitOf } from './failure.ts'
import { explain } from './post-batch.ts'

type Schema = { type: string; version: number; path: string }

export function addSchemas(program: Command): void {
  shared(program.command('schemas'))
    .description('the event types, or the JSON Schema of what one holds in `data`')
    .argument('[type]', 'such as SeizureReported')
    .addHelpText('after', examples('schemas', 'schemas SeizureReported'))
    .action(async (type: string | undefined, options: Shared) => {
      const client = await clientOf(options, false)
      const { items } = (await answered(client, '/v1/schemas')) as { items: Schema[] }
      if (type === undefined) {
        print(options, items.map(({ type, version }) => `${type} ${version}`).join('\n'), { items })
        return
      }
      const schema = await answered(client, found(type, items).path)
      print(options, JSON.stringify(schema, undefined, 2), schema)
    })
}

function found(type: string, items: readonly Schema[]): Schema {
  const schema = items.find((item) => item.type === type)
  if (schema) return schema
  const near = nearest(
    type,
    items.map((item) => item.type),
  )
  throw new CommandFailed(
    'usage',
    `no event type ${type}${near === undefined ? '' : `\n(Did you mean ${near}?)`}`,
  )
}

async function answered(client: Client, path: string): Promise<object> {
  const answer: Answer = await client.request('GET', path)
  if (answer.status !== 200) throw new CommandFailed(exitOf(answer.status), explain(answer))
  return parsed(answer.text)
}

/** Who a command calls, and as whom: its options first, then what `rw login` kept, then the local host. */
import { type Command, Option } from 'commander'
import type { Connection } from '../client/client.ts'
import { type Client, connect } from './connection.ts'
import { CommandFailed } from './failure.ts'
import { type Login, readLogin } from './login-file.ts'

export type Shared = {
  base?: string
  as?: string
  secret?: string
  tokenUrl?: string
  clientId?: string
  json?: boolean
}

const localBase = 'http://127.0.0.1:8787'

/** Adds the options that every command of partners takes. */
export function shared(command: Command): Command {
  return command
    .addOption(new Option('--base <url>', `where Routewatch is (default: ${localBase})`).env('RW_BASE'))
    .addOption(new Option('--as <agency>', 'the agency that calls').env('RW_AS'))
    .addOption(
      new Option('--secret <secret>', 'its secret; others on this machine see it here, not in RW_SECRET').env(
        'RW_SECRET',
      ),
    )
    .addOption(
      new Option('--token-url <url>', 'the token issuer, where it is not the base').env('RW_TOKEN_URL'),
    )
    .addOption(new Option('--client-id <id>', "the issuer's name for the agency").env('RW_CLIENT_ID'))
    .option('--json', 'end stdout with one JSON object on one line')
}

export type Calling = { client: Client; base: string; agency?: string }

/** Throws `usage` where an agency is needed and none is named, and where an address or a name is none. */
export async function callingWith(options: Shared, needsAgency: boolean): Promise<Calling> {
  const connection = connectionWith(options, await readLogin())
  const { base, agency } = connection
  if (!needsAgency && agency === undefined) return { client: connect({ base }), base }
  if (agency === undefined)
    throw new CommandFailed('usage', 'this needs an agency: rw login, --as <agency> or RW_AS')
  if (connection.secret === undefined)
    throw new CommandFailed('usage', `this needs the secret of ${agency}: rw login, or RW_SECRET`)
  return { client: connect(connection), base, agency }
}

export async function clientOf(options: Shared, needsAgency: boolean): Promise<Client> {
  return (await callingWith(options, needsAgency)).client
}

/**
 * What was kept holds for its own address alone, and its secret for its own agency and issuer: a secret never goes to
 * where it was not given for. Only the local host's secrets can be guessed.
 */
export function connectionWith(options: Shared, login: Login | undefined): Connection {
  const base = addressIn(options.base ?? login?.base ?? localBase)
  const here = login?.base === base ? login : undefined
  const agency = options.as ?? here?.agency
  if (agency !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(agency))
    throw new CommandFailed('usage', 'an agency is named in lower case, such as kz-moi')
  const own = here?.agency === agency ? here : undefined
  const tokenUrl = options.tokenUrl === undefined ? own?.tokenUrl : addressIn(options.tokenUrl)
  const clientId = options.clientId ?? own?.clientId
  const kept = own?.tokenUrl === tokenUrl ? own?.secret : undefined
  const guessed = isLocal(tokenUrl ?? base) && agency !== undefined ? `local-${agency}` : undefined
  return { base, agency, secret: options.secret ?? kept ?? guessed, tokenUrl, clientId }
}

/** Without a slash at its end, as paths follow it. */
function addressIn(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username)
    throw new CommandFailed('usage', `not an http address: ${text}`)
  return url.href.replace(/\/+$/, '')
}

const isLocal = (address: string): boolean =>
  /^(localhost|\[::1\]|127(\.\d+){3})$/.test(new URL(address).hostname)

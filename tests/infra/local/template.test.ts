import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readAssembly } from '../../../infra/local/assembly.ts'
import { Secrets } from '../../../infra/local/secrets.ts'
import { Template } from '../../../infra/local/template.ts'
import { readResources } from '../../../infra/local/wiring.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'routewatch-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

const read = () =>
  readResources(
    new Template(
      readAssembly(join(import.meta.dirname, 'fixture')),
      { api: 'http://127.0.0.1:1', aws: 'http://127.0.0.1:2' },
      new Secrets(dataDir),
    ),
  )
const environment = (name: string) =>
  read().functions.find(({ logicalId }) => logicalId.startsWith(name))?.environment ?? {}

describe('the fixture app', () => {
  it('has its references between stacks resolved', () => {
    const ledger = read().tables.find(({ streamArn }) => streamArn !== undefined)
    expect(environment('Echo')).toMatchObject({
      LEDGER_TABLE: ledger?.name,
      FACTS_BUS: 'fixture-facts',
      TOKEN_ISSUER: read().issuer,
    })
    expect(read().mappings.map(({ sourceArn }) => sourceArn)).toContain(ledger?.streamArn)
  })

  it('keeps a generated secret', () => {
    const { CURSOR_KEY } = environment('Echo')
    expect(CURSOR_KEY).toMatch(/^[A-Za-z0-9]{24}$/)
    expect(environment('Echo').CURSOR_KEY).toBe(CURSOR_KEY)
  })

  it('names its issuer as Cognito does', () =>
    expect(read().issuer).toMatch(
      /^https:\/\/cognito-idp\.eu-central-1\.amazonaws\.com\/eu-central-1_[A-Za-z0-9]{9}$/,
    ))

  it('reads mappings, queues, rules and routes', () => {
    const { mappings, queues, rules, routes, asyncInvokes } = read()
    expect(mappings[0]).toMatchObject({ batchSize: 50, bisect: true, retriesMax: 2, partialFailures: true })
    expect(mappings[1]).toMatchObject({ batchSize: 10, windowMs: 1000, concurrencyMax: 2 })
    expect(queues.find(({ redrive }) => redrive)?.redrive?.receivesMax).toBe(3)
    expect(rules.map(({ bus }) => bus)).toStrictEqual(['fixture-facts', 'fixture-facts', 'default'])
    expect(routes.map(({ key }) => key)).toStrictEqual(['POST /v1/things', 'GET /slow', '$default'])
    expect(asyncInvokes).toHaveLength(1)
  })

  it('says what it does not emulate', () =>
    expect(read().notEmulated).toStrictEqual([
      'AWS::DynamoDB::Table TimeToLiveSpecification: rows never expire (1)',
      'AWS::IAM::Role (1)',
      'AWS::KMS::Key (1)',
    ]))
})

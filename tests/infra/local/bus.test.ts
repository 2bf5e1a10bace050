import { describe, expect, it } from 'vitest'
import { Bus, type PutEntry } from '../../../infra/local/bus.ts'
import { Chaos, noChaos, parseChaos } from '../../../infra/local/chaos.ts'
import type { Resources, RuleSpec } from '../../../infra/local/resources.ts'
import { inputFor } from '../../../infra/local/target-input.ts'

const rule: RuleSpec = {
  name: 'rule',
  arn: 'arn:rule',
  bus: 'facts',
  pattern: { source: ['mine'] },
  targets: [{ arn: 'one', input: {} }],
}
const resources = (...rules: RuleSpec[]): Resources => ({
  region: 'eu-central-1',
  account: '000000000000',
  functions: [],
  tables: [],
  queues: [],
  mappings: [],
  buses: ['default', 'facts'],
  rules,
  asyncInvokes: [],
  routes: [],
  buckets: [],
  keys: [],
  userPools: [],
  outputs: {},
  notEmulated: [],
})
const entry: PutEntry = { EventBusName: 'facts', Source: 'mine', DetailType: 'Told', Detail: '{"a":1}' }

function busOf(chaos = noChaos, ...rules: RuleSpec[]) {
  const delivered: object[] = []
  const bus = new Bus(resources(...rules), (_, event) => delivered.push(event), chaos)
  return { bus, delivered }
}

describe('PutEvents', () => {
  it('delivers the envelope to the targets of the rules that match', () => {
    const { bus, delivered } = busOf(noChaos, rule, { ...rule, pattern: { source: ['other'] } })
    const { Entries } = bus.putEvents([{ ...entry, Time: 1_700_000_000.5 }], '111111111111')
    expect(delivered).toStrictEqual([
      {
        version: '0',
        id: Entries[0] && 'EventId' in Entries[0] && Entries[0].EventId,
        'detail-type': 'Told',
        source: 'mine',
        account: '111111111111',
        time: '2023-11-14T22:13:20Z',
        region: 'eu-central-1',
        resources: [],
        detail: { a: 1 },
      },
    ])
  })

  it('knows a bus by its ARN, and keeps buses apart', () => {
    const { bus, delivered } = busOf(noChaos, rule)
    bus.putEvents([{ ...entry, EventBusName: 'arn:aws:events:eu-central-1:000000000000:event-bus/facts' }])
    bus.putEvents([{ ...entry, EventBusName: 'default' }])
    expect(delivered).toHaveLength(1)
  })

  it('answers entry by entry', () => {
    const answer = busOf(noChaos, rule).bus.putEvents([
      entry,
      { ...entry, Detail: '[1]' },
      { ...entry, Detail: 'x' },
      { ...entry, Source: 'aws.mine' },
      { ...entry, DetailType: '' },
      { ...entry, EventBusName: 'nowhere' },
    ])
    expect(answer.FailedEntryCount).toBe(5)
    expect(answer.Entries.map((each) => ('ErrorCode' in each ? each.ErrorCode : 'ok'))).toStrictEqual([
      'ok',
      'MalformedDetail',
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'InvalidArgument',
      'ResourceNotFoundException',
    ])
  })

  it.each<[string, PutEntry[]]>([
    ['no entry', []],
    ['eleven entries', Array.from({ length: 11 }, () => entry)],
    ['more than 1 MB', [entry, { ...entry, Detail: JSON.stringify({ a: 'x'.repeat(1 << 20) }) }]],
  ])('refuses %s', (_, entries) => expect(() => busOf().bus.putEvents(entries)).toThrow())

  it('fails and loses as fate has it, the same for the same seed', () => {
    const outcome = () => {
      const { bus, delivered } = busOf(new Chaos(parseChaos('seed=3,drop=0.3,putEventsFail=0.3')), rule)
      const failed = Array.from({ length: 40 }, () => bus.putEvents([entry]).FailedEntryCount)
      return { failed, delivered: delivered.length }
    }
    const { failed, delivered } = outcome()
    expect(outcome()).toStrictEqual({ failed, delivered })
    const failures = failed.filter((count) => count === 1).length
    expect(failures).toBeGreaterThan(0)
    expect(delivered).toBeGreaterThan(0)
    expect(delivered).toBeLessThan(40 - failures)
  })
})

it('refuses a rule whose pattern EventBridge would refuse, by its name', () =>
  expect(() => busOf(noChaos, { ...rule, pattern: { source: [] } })).toThrow(/Rule rule: .*Empty arrays/))

it('refuses a rule on a bus that nobody declares', () =>
  expect(() => busOf(noChaos, { ...rule, bus: 'nowhere' })).toThrow(/nowhere/))

/** Cases of "Amazon EventBridge input transformation" in the user guide. */
describe('the input of a target', () => {
  const event = { source: 'mine', detail: { id: 'i-1', state: 'running', list: [{ n: 7 }] } }
  const paths = { id: '$.detail.id', list: '$.detail.list', n: '$.detail.list[0].n', none: '$.detail.none' }
  it.each<[string, RuleSpec['targets'][number]['input'], string]>([
    ['the event', {}, JSON.stringify(event)],
    ['a constant', { constant: '{"a":1}' }, '{"a":1}'],
    ['a part', { path: '$.detail.list' }, '[{"n":7}]'],
    [
      'a template of JSON',
      { transformer: { paths, template: '{"id": <id>, "n": <n>, "l": <list>}' } },
      '{"id": "i-1", "n": 7, "l": [{"n":7}]}',
    ],
    [
      'a template of text',
      { transformer: { paths, template: '"<id> is \\"<n>\\"<none>"' } },
      '"i-1 is \\"7\\""',
    ],
    ['the rule', { transformer: { paths: {}, template: '"<aws.events.rule-name>"' } }, '"rule"'],
  ])('is %s', (_, input, expected) => expect(inputFor(input, event, rule)).toBe(expected))
})

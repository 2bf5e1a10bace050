import { expect, it } from 'vitest'
import { asksForHelp, parseOptions, UsageError } from '../../../infra/local/options.ts'

it('has defaults', () =>
  expect(parseOptions([])).toStrictEqual({ port: 8787, dataDir: '.routewatch', verbose: false }))

it('reads what it is given', () =>
  expect(
    parseOptions(['--port', '0', '--data', 'd', '--rate', '60/min', '--verbose', '--chaos', 'drop=0.5']),
  ).toMatchObject({ port: 0, dataDir: 'd', ratePerMinute: 60, verbose: true, chaos: { drop: 0.5 } }))

it.each([
  [['--port', 'x']],
  [['--port', '65536']],
  [['--port']],
  [['--data', '']],
  [['--rate', '60']],
  [['--rate', '0/min']],
  [['--chaos', 'luck=1']],
  [['--nothing']],
  [['argument']],
])('refuses %j', (args) => expect(() => parseOptions(args)).toThrow(UsageError))

it.each([[['--help']], [['--port', '0', '-h']]])('knows a call for help: %j', (args) =>
  expect(asksForHelp(args)).toBe(true),
)

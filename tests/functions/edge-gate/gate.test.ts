import { describe, expect, it } from 'vitest'
import { edgeGate } from '../../../functions/edge-gate/gate.ts'

const secret = 'k7'.repeat(32)

describe('the gate behind the edge', () => {
  const gate = edgeGate(secret)

  it('lets through what shows the secret', () => {
    expect(gate({ headers: { 'x-routewatch-edge': secret } })).toStrictEqual({ isAuthorized: true })
  })

  it.each([
    ['no headers', {}],
    ['no secret', { headers: { host: 'x' } }],
    ['an empty one', { headers: { 'x-routewatch-edge': '' } }],
    ['a part of it', { headers: { 'x-routewatch-edge': secret.slice(0, -1) } }],
    ['more than it', { headers: { 'x-routewatch-edge': `${secret},${secret}` } }],
    ['a bearer token of that value', { headers: { authorization: `Bearer ${secret}` } }],
  ])('keeps out a request with %s', (_, request) => {
    expect(gate(request)).toStrictEqual({ isAuthorized: false })
  })

  it('does not start with a secret that anyone could guess', () => {
    expect(() => edgeGate('')).toThrow('at least 32')
  })
})

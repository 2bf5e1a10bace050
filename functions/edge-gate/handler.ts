/** Lambda authorizer of the gateway while the edge is on. It knows no agencies: the functions behind it do (ADR-0018). */
import { setting } from '../environment.ts'
import { edgeGate, type GateRequest } from './gate.ts'

const gate = edgeGate(setting('EDGE_SECRET'))

export const handler = async (request: GateRequest) => gate(request)

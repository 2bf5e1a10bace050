import { type Bus, BusError, type PutEntry } from '../bus.ts'
import { AwsError, type JsonService, unknownOperation } from './protocol.ts'

/** EventBridge: `PutEvents`, and nothing else. */
export const eventBridge =
  (bus: Bus): JsonService =>
  (operation, { Entries = [] }, account) => {
    if (operation !== 'PutEvents') throw unknownOperation(operation)
    if (!Array.isArray(Entries) || !Entries.every((entry) => entry !== null && typeof entry === 'object'))
      throw new AwsError(400, 'SerializationException', 'Entries is a list of structures')
    try {
      return bus.putEvents(Entries as PutEntry[], account)
    } catch (error) {
      if (error instanceof BusError) throw new AwsError(400, 'ValidationException', error.message)
      throw error
    }
  }

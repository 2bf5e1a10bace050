/** One seizure of four items, of which two convert exactly, one within a range and one not at all. */
import { project } from '../../../domain/views/project.ts'
import { type Draft, envelope, everyone, read, streamOf, told } from '../stream.ts'
import { subjects } from './any-stream.ts'

export const subject = subjects.seizures
export const report = {
  occurred: { from: '2014-03-19', precision: 'day' },
  place: { country: 'KZ', locality: 'Almaty' },
  items: [
    { substance: 'heroin', quantity: { value: '12.5', unit: 'kg' } },
    { substance: 'heroin', quantity: { value: '500', unit: 'g' } },
    { substance: 'mdma', quantity: { value: '1000', unit: 'tablet' } },
    { substance: 'cannabis-plant', quantity: { value: '7', unit: 'plant' } },
  ],
  reportRef: 'ALM-14/0319',
  ...envelope,
}
export const reported = (more: object = {}) => told('SeizureReported', { ...report, ...more })
export const onLeg = (legId?: string) =>
  told('SeizureAttributedToRoute', { routeId: 'northern', ...(legId && { legId }), ...envelope })
export const toKhimprom = told('SeizureAttributedToActor', { actorId: 'khimprom', ...envelope })
export const lab = (...items: object[]) => told('SeizureLabConfirmed', { items, ...envelope })
export const shown = (...drafts: Draft[]) => read(subject, streamOf(subject, ...drafts))
export const projected = (...drafts: Draft[]) => project(subject, streamOf(subject, ...drafts), everyone)
export const partitions = (...drafts: Draft[]) => projected(...drafts).rows.map(({ partition }) => partition)

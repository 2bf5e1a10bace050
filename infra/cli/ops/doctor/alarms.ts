/** Whether an alarm wakes anybody. */
import type { Stage } from '../../../stages.ts'
import { type Found, fine, warn } from './check.ts'

export function alarms({ alarmEmails }: Pick<Stage, 'alarmEmails'>): Found {
  return alarmEmails.length > 0
    ? fine(`mailed to ${alarmEmails.join(', ')}, once each address has confirmed`)
    : warn('mailed to nobody', 'name somebody in alarmEmails (infra/stages.ts) and deploy')
}

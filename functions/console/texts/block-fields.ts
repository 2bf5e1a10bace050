/** What blocks of cards, and what is told of a claim, are called. Keys are the API's names. */
import { texts } from '../language.ts'

export const blockFields = texts(
  {
    evidence: 'Evidence',
    seizures: 'Seizures',
    linkedFrom: 'Links from others',
    merged: 'Merged actors',
    namesakes: 'Same names',
    statements: 'Statements',
    commitments: 'Commitments',
    field: 'On',
    endorsements: 'Endorsed by',
    disputes: 'Disputed by',
  },
  {
    evidence: 'На чём основаны цифры',
    seizures: 'Изъятия',
    linkedFrom: 'Связи от других',
    merged: 'Объединённые структуры',
    namesakes: 'Совпадающие названия',
    statements: 'Выступления',
    commitments: 'Обязательства',
    field: 'О чём',
    endorsements: 'Поддержано',
    disputes: 'Оспорено',
  },
)

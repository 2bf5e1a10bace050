/** Registers that are read a page at a time. */
import { texts } from '../language.ts'

export const listTexts = texts(
  {
    pages: 'Pages of the list',
    next: 'Next page',
    first: 'First page',
    notHere: 'Nothing that matches among what was looked at so far: the next page looks further.',
  },
  {
    pages: 'Страницы списка',
    next: 'Следующая страница',
    first: 'Первая страница',
    notHere: 'Среди просмотренного подходящего нет: следующая страница ищет дальше.',
  },
)

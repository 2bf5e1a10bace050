/** `1 letter`, `2 letters`. */
export const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

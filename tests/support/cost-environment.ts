/** Settings that functions ask for when they are loaded; imported before them. */
Object.assign(process.env, {
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
  LEDGER_TABLE: 'ledger',
  VIEWS_TABLE: 'views',
  LOG_TABLE: 'log',
  FACTS_BUS: 'facts',
  DEAD_LETTERS_URL: 'https://sqs.eu-central-1.amazonaws.com/111111111111/dead',
  RECEIVES_MAX: '5',
  AWS_REGION: 'eu-central-1',
})

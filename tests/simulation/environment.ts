/** The settings that the functions read at import; nothing of theirs is ever connected to. Logs stay silent. */
Object.assign(process.env, {
  AWS_REGION: 'eu-central-1',
  FACTS_BUS: 'facts',
  INTAKE_BUS: 'intake',
  LEDGER_TABLE: 'ledger',
  LOG_TABLE: 'log',
  VIEWS_TABLE: 'views',
  SUBMISSIONS_TABLE: 'submissions',
  OWN_ACCOUNT: '111122223333',
  DEAD_LETTERS_URL: 'http://localhost/letters',
  RECEIVES_MAX: '5',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
})

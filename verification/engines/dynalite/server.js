// dynalite in memory, on a free port of this machine. It prints the port, and ends when its standard
// input does: so it does not outlive the tests that started it, however they end.
'use strict'

const dynalite = require('dynalite')

// A client that hangs up before its answer makes dynalite throw; a DynamoDB does not mind
process.on('uncaughtException', (error) => {
  if (error.code !== 'ECONNRESET') {
    console.error(error)
    process.exit(1)
  }
})

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`))

process.stdin.on('end', () => process.exit(0))
process.stdin.resume()

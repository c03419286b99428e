// Runs dynalite in memory on a free loopback port. Prints the port, and exits when its standard input is
// closed, so that it does not outlive the tests that started it, even if they are killed.
'use strict'

const dynalite = require('dynalite')

// dynalite throws if a client disconnects before its response; DynamoDB does not
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

// Failures are JavaScript's exceptions, with kind, message and the capsule's trace.
const library = Polyglot.evalFile('application/x-casm+module', 'library.casm');
function failing(action) {
    try {
        console.log('no failure', action());
    } catch (error) {
        console.log(error.kind, '|', error.message, '|',
            (error.trace ? [...error.trace] : []).slice(0, 2).map(f => `${f.function} ${f.file}:${f.line}`).join(' '));
    }
}
failing(() => library.divide(1, 0));
failing(() => library.fail('oops'));
failing(() => library.fail([1, 2]));
failing(() => library.deep(0));
failing(() => library.say('x'));
failing(() => library.sum(5));
failing(() => Polyglot.eval('casm', '{"version": "1.0", "functions": {"main": {"params": [], "body": [{"op": "nonsense"}]}}}'));
try { library.add(1); } catch (error) { console.log(error instanceof TypeError, error.message); }
try { library.subtract.named({from: 1}); } catch (error) { console.log(error instanceof TypeError, error.message); }
try { library.subtract.named({from: 1, what: 2, why: 3}); } catch (error) { console.log(error instanceof TypeError, error.message); }
const cyclic = []; cyclic.push(cyclic);
failing(() => library.echo(cyclic));

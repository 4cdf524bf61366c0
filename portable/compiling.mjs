/* Compiles modules in the very Python that will load them. In: {path: text} as JSON; out: {path: content of its .pyc, in base64}. */
import { text } from 'node:stream/consumers';
import { loadPyodide } from 'pyodide';

const COMPILING = `
import ast, base64, json, marshal
from importlib.util import MAGIC_NUMBER

# Flag 1: Python takes the module as it is, and looks neither at the time nor at the content of a source.
HEAD = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
DESCRIBED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

def module(path, text):
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, DESCRIBED) and ast.get_docstring(node, clean=False) is not None:
            # nobody reads descriptions in the page; a body of nothing else must not be empty
            node.body[:1] = [] if node.body[1:] else [ast.copy_location(ast.Pass(), node.body[0])]
    code = compile(tree, path, "exec", dont_inherit=True, optimize=0)  # asserts stay
    return base64.b64encode(HEAD + marshal.dumps(code)).decode()

json.dumps({path: module(path, text) for path, text in json.loads(given).items()})
`;

const given = await text(process.stdin);
/* One seed for the order of sets; lines are kept for what is told of a fault, columns are not. */
const env = { HOME: '/home', PYTHONHASHSEED: '0', PYTHONNODEBUGRANGES: '1' };
const python = await loadPyodide({ env });
python.globals.set('given', given);
process.stdout.write(python.runPython(COMPILING));

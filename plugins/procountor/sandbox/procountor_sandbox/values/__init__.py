"""Values of the sandbox: demonstration data, Finnish identifiers, refusals."""

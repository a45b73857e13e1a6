import SQLTypes
import System

/// What Python of an `exec` command runs first. It lets psycopg2 trust the endpoint where a library names a file of
/// Amazon's authorities, as sqlalchemy-redshift does with every connection (`sslmode=verify-full`), which no variable
/// overrides; and it lets botocore before 1.31 find AWS's services, which does not know AWS_ENDPOINT_URL.
enum PythonStart {
  /// Writes it into `folder`, which is to come first in PYTHONPATH; gives that variable's value.
  static func install(in folder: String, path: String?) throws -> String {
    do { try AtomicFile.write(text, to: "\(folder)/sitecustomize.py") } catch {
      throw SQLError(.ioError, "\(error)")
    }
    return [folder, path ?? ""].filter { !$0.isEmpty }.joined(separator: ":")
  }

  /// The names under which Amazon and libraries hand those files out.
  private static let text = #"""
    """Lets drivers and SDKs that read no variables find this endpoint and its services, and trust them."""

    import os
    import sys

    BUNDLES = ("redshift-ca-bundle.crt", "amazon-trust-ca-bundle.crt", "redshift-ssl-ca-cert.pem")
    FOLDER = os.path.dirname(os.path.abspath(__file__))


    def trust(psycopg2):
        connect = psycopg2.connect

        def connect_here(*arguments, **options):
            if os.path.basename(str(options.get("sslrootcert", ""))) in BUNDLES:
                options["sslrootcert"] = os.environ.get("PGSSLROOTCERT", options["sslrootcert"])
            return connect(*arguments, **options)

        connect_here.__doc__ = connect.__doc__
        psycopg2.connect = connect_here


    def find_services(module):
        import botocore

        if [int(part) for part in botocore.__version__.split(".")[:2]] >= [1, 31]:
            return
        create = module.Session.create_client

        def create_here(self, service, *arguments, **options):
            if len(arguments) < 5 and options.get("endpoint_url") is None:
                options["endpoint_url"] = os.environ.get("AWS_ENDPOINT_URL")
            return create(self, service, *arguments, **options)

        create_here.__doc__ = create.__doc__
        module.Session.create_client = create_here


    class Finder:
        """Finds modules as they are found without it, and changes some once they are loaded."""

        changes = {"psycopg2": trust, "botocore.session": find_services}

        def find_spec(self, name, path=None, target=None):
            change = self.changes.pop(name, None)
            if change is None:
                return None
            import importlib.util

            spec = importlib.util.find_spec(name)
            if spec and spec.loader:
                load = spec.loader.exec_module

                def load_and_change(module):
                    load(module)
                    change(module)

                spec.loader.exec_module = load_and_change
            return spec


    def run_next():
        """The sitecustomize that this one stands before."""
        this = sys.modules.pop("sitecustomize", None)
        sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != FOLDER]
        try:
            import sitecustomize
        except ImportError:
            pass
        sys.modules["sitecustomize"] = this


    if sys.version_info[0] >= 3:
        sys.meta_path.insert(0, Finder())
    run_next()

    """#
}

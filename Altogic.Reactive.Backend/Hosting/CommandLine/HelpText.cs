namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public const string Text = """
        Altogic.Reactive.Backend: a self-hosted backend that speaks Altogic's protocol.

        serve [options]              starts the backend

          --url URL                  address to listen on                     default http://127.0.0.1:4180 (port 0 = any free one)
          --data DIR                 data folder, created when missing        default ./altogic-data
          --app FILE                 app definition                           default ./altogic.json when it exists, else schema-less
          --client-key KEY           accept this client key with every right  default: the one in DIR/keys.json, made on first start
          --store URI                where documents live                     default sqlite (a file in DIR)
          --trusted-proxies IP,…     proxies and networks whose               default none
                                     X-Forwarded-For says who calls
          --log-level LEVEL          trace, debug, information, warning,      default information
                                     error, critical or none

          Once it accepts requests it prints one line to standard output: ready {"url":…,"clientKey":…,"data":…,"app":…}
          Logs go to standard error. SIGTERM and Ctrl+C let requests in flight finish and end with exit code 0.

        import [options]             brings objects with their ids and time stamps into a data folder that is not in use

          --model MODEL              the model they belong to
          --file FILE                a JSON array of objects, or one object after the other
          --data DIR                 data folder, created when missing        default ./altogic-data
          --app FILE                 app definition                           default ./altogic.json when it exists

        users grant [options]        sets the access groups of a user; they hold from the user's next session on

          --email EMAIL              the user
          --groups GROUP,…           the groups; "" takes all away
          --data DIR                 data folder                              default ./altogic-data
          --app FILE                 app definition                           default ./altogic.json when it exists

        --help                       prints this text
        --version                    prints the version

        Exit codes: 0 done, 1 a bug in the backend, 2 a mistake in the options, the app definition or their surroundings.
        """;
}

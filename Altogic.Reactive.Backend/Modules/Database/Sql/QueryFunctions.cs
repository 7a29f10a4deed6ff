using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// The functions that queries bring to SQL on one connection. They are the evaluator's own, so that what runs inside SQLite
/// and what runs outside cannot differ.
/// </summary>
internal sealed class QueryFunctions
{
    private const int Flags = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC;
    private readonly List<FilterCall> _calls = [];
    private Func<JsonElement, double>? _score;
    private readonly QueryGuard _guard;
    private FieldMask _scoreMask = new();

    private QueryFunctions(DbSession session)
    {
        _guard = QueryGuard.Of(session);
        var database = session.Connection.Handle!;
        Define(database, "alt_match", -1, (context, arguments) => raw.sqlite3_result_int(context, Call(arguments).IsTrue(arguments) ? 1 : 0));
        Define(database, "alt_key_of", -1, (context, arguments) => Call(arguments).Evaluate(arguments, value => SqlKeys.Return(context, value)));
        Define(database, "alt_key", 2, (context, arguments) => SqlKeys.Return(context, arguments[0], arguments[1]));
        Define(database, "alt_score", 1, (context, arguments) => raw.sqlite3_result_double(context, Score(arguments)));
        Define(database, "alt_instant", 1, ReturnInstant);
        Define(database, "alt_lower", 1, (context, arguments) => ReturnChanged(context, arguments[0], text => text.ToLowerInvariant()));
        Define(database, "alt_upper", 1, (context, arguments) => ReturnChanged(context, arguments[0], text => text.ToUpperInvariant()));
    }

    /// <summary>Where the constants of the query are calculated.</summary>
    public EvaluationScope Constants { get; private set; } = EvaluationScope.ForConstants(DateTimeOffset.UnixEpoch, null);

    /// <summary>The instant of the request.</summary>
    public DateTimeOffset Now => Constants.Now;

    /// <summary>What a function threw; exceptions cannot pass through SQLite itself.</summary>
    public Exception? Failure { get; private set; }

    public static QueryFunctions Of(DbSession session) => session.Feature(static session => new QueryFunctions(session));

    /// <summary>Forgets the calls of the query before.</summary>
    public void Begin(DateTimeOffset now)
    {
        Constants = EvaluationScope.ForConstants(now, _guard);
        Failure = null;
        _calls.Clear();
    }

    /// <summary>The call that asks whether an expression is true of the rows in scope.</summary>
    public string Match(Expression expression, SqlScope scope, SqlParameters parameters) => MakeCall("alt_match", expression, scope, parameters);

    /// <summary>The call that gives the value of an expression as something to join on (see <see cref="SqlKeys"/>).</summary>
    public string KeyOf(Expression expression, SqlScope scope, SqlParameters parameters) => MakeCall("alt_key_of", expression, scope, parameters);

    /// <summary>The call that scores a row for a search; there is one search in a query.</summary>
    public string Score(RowSource row, Func<JsonElement, double> score)
    {
        _score = score;
        _scoreMask = ProtectedFields.Of(row.Model.Schema);
        return $"alt_score({row.Json})";
    }

    private double Score(sqlite3_value[] arguments)
    {
        var json = raw.sqlite3_value_blob(arguments[0]);
        _guard.Spend(json.Length);
        using var row = new ParsedRow(json, _scoreMask);
        return _score!(row.Document);
    }

    private string MakeCall(string function, Expression expression, SqlScope scope, SqlParameters parameters)
    {
        var call = new FilterCall(expression, scope, Constants);
        _calls.Add(call);
        return $"{function}({parameters.Add((long)_calls.Count - 1)}, {call.Arguments})";
    }

    private FilterCall Call(sqlite3_value[] arguments) => _calls[(int)raw.sqlite3_value_int64(arguments[0])];

    private void Define(sqlite3 database, string name, int count, Action<sqlite3_context, sqlite3_value[]> body) =>
        raw.sqlite3_create_function(database, name, count, Flags, null, (context, _, arguments) =>
        {
            try
            {
                body(context, arguments);
            }
#pragma warning disable CA1031 // no exception may cross the native frames of SQLite; it is thrown again behind them
            catch (Exception e)
#pragma warning restore CA1031
            {
                Failure ??= e;
                raw.sqlite3_result_error(context, name + " failed");
            }
        });

    private static void ReturnInstant(sqlite3_context context, sqlite3_value[] arguments)
    {
        if (raw.sqlite3_value_type(arguments[0]) == raw.SQLITE_TEXT && IsoDate.TryParse(raw.sqlite3_value_blob(arguments[0]), out var instant))
            raw.sqlite3_result_int64(context, instant);
        else
            raw.sqlite3_result_null(context);
    }

    private static void ReturnChanged(sqlite3_context context, sqlite3_value value, Func<string, string> change)
    {
        if (raw.sqlite3_value_type(value) == raw.SQLITE_TEXT) SqlKeys.ReturnText(context, change(SqlKeys.TextOf(value)));
        else raw.sqlite3_result_null(context);
    }
}

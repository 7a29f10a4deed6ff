using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Tests.Backend.Stores;

internal sealed class StatementCacheTests
{
    [TestCase(100, 1)]
    [TestCase(20_000, 0)]
    public void Statements_ThatAreLong_AreNotKept(int length, int kept)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var cache = new StatementCache(connection);
        var sql = $"SELECT '{new string('x', length)}'";

        for (var i = 0; i < 3; i++)
        {
            using var statement = cache.Rent(sql);
            Assert.That(statement.Step(), Is.True);
            Assert.That(statement.Text(0), Has.Length.EqualTo(length));
        }

        Assert.That(cache.Count, Is.EqualTo(kept));
    }
}

using System.Collections.Specialized;
using System.ComponentModel;
using System.Reactive.Disposables;
using System.Windows.Input;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>Follows view models. What they tell comes on the thread of the window.</summary>
internal static class Binding
{
    /// <summary>Executes it as a button does: nothing while it is executing; what comes of it is in its results.</summary>
    public static void Run<TParameter, TResult>(this OperationCommand<TParameter, TResult> command, TParameter parameter) =>
        ((ICommand)command).Execute(parameter);

    /// <summary>Shows the value, now and whenever it is another one.</summary>
    public static IDisposable Bind<T>(this BoundProperty<T> property, Action<T> show)
    {
        show(property.Value);
        return property.BindChanges(() => show(property.Value));
    }

    public static IDisposable BindChanges(this INotifyPropertyChanged source, Action changed)
    {
        void Handler(object? sender, PropertyChangedEventArgs e) => changed();
        source.PropertyChanged += Handler;
        return Disposable.Create(() => source.PropertyChanged -= Handler);
    }

    public static IDisposable BindChanges(this INotifyCollectionChanged source, Action changed)
    {
        void Handler(object? sender, NotifyCollectionChangedEventArgs e) => changed();
        source.CollectionChanged += Handler;
        return Disposable.Create(() => source.CollectionChanged -= Handler);
    }
}
